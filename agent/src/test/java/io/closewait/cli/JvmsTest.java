package io.closewait.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which processes are listed as JVMs, and what is said about them. */
class JvmsTest {
  private static final String CLOSE_WAIT = "08";
  private static final String ESTABLISHED = "01";

  @TempDir private Path directory;
  private FakeProc proc;

  @BeforeEach
  void create() throws IOException {
    proc = new FakeProc(directory, 1000);
  }

  @Test
  void aProcessWithLibjvmIsAJvmWhateverItsName() throws IOException {
    proc.process(7, "java", "java", "not.a.Jvm");
    proc.process(8, "launcher", "/opt/launcher").jvm("/jdk");

    assertThat(Jvms.scan(directory))
        .extracting(Jvm::pid, Jvm::main)
        .containsExactly(tuple(8L, "/opt/launcher"));
  }

  @Test
  void onlyOwnSocketsInCloseWaitAreCounted() throws IOException {
    proc.process(8, "java", "java", "com.acme.Shop")
        .jvm("/jdk")
        .socket(501, CLOSE_WAIT)
        .socket(502, CLOSE_WAIT)
        .socket(503, ESTABLISHED)
        .row(504, CLOSE_WAIT)
        .row(501, CLOSE_WAIT);

    assertThat(Jvms.scan(directory)).extracting(Jvm::closeWait).containsExactly(OptionalInt.of(2));
  }

  @Test
  void mostSocketsInCloseWaitComeFirst() throws IOException {
    proc.process(10, "java", "java", "a.None").jvm("/jdk");
    proc.process(9, "java", "java", "a.None").jvm("/jdk");
    proc.process(11, "java", "java", "a.Leak").jvm("/jdk").socket(501, CLOSE_WAIT);

    assertThat(Jvms.scan(directory)).extracting(Jvm::pid).containsExactly(11L, 9L, 10L);
  }

  @Test
  void theAgentIsSeenByItsThread() throws IOException {
    proc.process(8, "java", "java", "a.With").jvm("/jdk").thread(81, "closewait");
    proc.process(9, "java", "java", "a.Without").jvm("/jdk").thread(91, "closewait-2");

    assertThat(Jvms.scan(directory))
        .extracting(Jvm::pid, Jvm::agent)
        .containsExactly(tuple(8L, true), tuple(9L, false));
  }

  @Test
  void theVersionIsThatOfItsJdkInItsOwnRootDirectory() throws IOException {
    proc.process(8, "java", "java", "a.New")
        .jvm("/opt/jdk")
        .write("root/opt/jdk/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"21.0.1\"\n");
    proc.process(9, "java", "java", "a.Old")
        .write("maps", "7f02-7f03 r-xp 0000 fe:01 12  /opt/jdk8/jre/lib/amd64/server/libjvm.so\n")
        .write("root/opt/jdk8/release", "JAVA_VERSION=\"1.8.0_504\"\n");
    proc.process(10, "java", "java", "a.Unknown").jvm("/deleted");

    assertThat(Jvms.scan(directory))
        .extracting(Jvm::java)
        .containsExactly("21.0.1", "1.8.0_504", null);
  }

  @Test
  void aProcessThatEndsMeanwhileIsLeftOut() throws IOException {
    FakeProc.Process process = proc.process(8, "java", "java", "a.Main").jvm("/jdk");
    Files.delete(process.directory.resolve("status"));

    assertThat(Jvms.scan(directory)).isEmpty();
  }

  @Test
  void theTableIsAligned() {
    assertThat(
            print(
                Arrays.asList(
                    new Jvm(4711, "17.0.15", "shop", true, OptionalInt.of(12), "com.acme.Shop"),
                    new Jvm(5, null, "shop", false, OptionalInt.of(0), "no.release.File"),
                    new Jvm(9, null, "root", false, OptionalInt.empty(), "app.jar"))))
        .isEqualTo(
            "PID   JAVA     USER  AGENT  CLOSE_WAIT  MAIN\n"
                + "4711  17.0.15  shop  yes    12          com.acme.Shop\n"
                + "5     -        shop  no     0           no.release.File\n"
                + "9     ?        root  no     ?           app.jar\n"
                + "?  permission denied: run this command as root or as the JVM's user\n");
  }

  @Test
  void noJvmIsSaidInWords() {
    assertThat(print(Collections.emptyList()))
        .isEqualTo("No JVM runs on this machine that this user can see.\n");
  }

  private static String print(List<Jvm> jvms) {
    StringWriter text = new StringWriter();
    ListCommand.print(jvms, new PrintWriter(text));
    return text.toString();
  }
}
