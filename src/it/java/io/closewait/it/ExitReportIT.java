package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A report is written when the JVM ends, in the format of its file's ending. */
class ExitReportIT {
  @TempDir private Path directory;

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void json(Jdk jdk) throws Exception {
    long pid = run(jdk, "threshold=1h,report=" + directory.resolve("exit-%p.json"));
    Report report = Report.read(directory.resolve("exit-" + pid + ".json"));
    assertThat(report.schema()).isEqualTo(1);
    assertThat(report.leaks()).isEmpty();
    assertThat(report.states()).containsEntry("close_wait", 5);
    assertThat(report.jvm().main()).isEqualTo("io.closewait.demo.ForgottenClose");
    assertThat(report.jvm().attached()).isEqualTo("premain");
  }

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void text(Jdk jdk) throws Exception {
    run(jdk, "threshold=0s,report=" + directory.resolve("exit.txt"));
    assertThat(directory.resolve("exit.txt"))
        .content()
        .contains("eof_ignored", SourceLine.frame("ForgottenClose", "fetch", "new Socket("));
    try (var files = Files.list(directory)) {
      assertThat(files).as("nothing but the report").hasSize(1);
    }
  }

  private static long run(Jdk jdk, String options) throws Exception {
    long[] pid = new long[1];
    Launch.on(jdk)
        .agent(options + ",interval=100ms")
        .demo("ForgottenClose")
        .run(jvm -> pid[0] = jvm.pid());
    return pid[0];
  }
}
