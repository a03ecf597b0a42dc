package io.closewait.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The moment for which the agent exists: the process has no descriptor left. */
class ExhaustionTest {
  private static final String JAVA = System.getProperty("java.home") + "/bin/java";

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void tcpInfoStillAnswersWhenProcCannotBeOpened() throws Exception {
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -n 100 && exec \"$0\" --add-opens java.base/sun.nio.ch=ALL-UNNAMED"
                    + " --add-opens java.base/sun.nio.fs=ALL-UNNAMED"
                    + " -XX:-MaxFDLimit -cp \"$1\" "
                    + ExhaustedProcess.class.getName(),
                JAVA,
                System.getProperty("java.class.path"))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output.lines())
        .containsExactly(
            "CLOSE_WAIT since 1000 queue 1 limit 100 blind [/proc/self/fd cannot be read (Too many"
                + " open files): receive queues, inodes and sockets without a Java record are not"
                + " seen]",
            "CLOSE_WAIT since 1000 queue 1 limit 100 blind []");
    assertThat(process.waitFor()).isZero();
  }
}
