package io.closewait.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which processes may be attached to: a wrong answer sends them a signal that ends them. */
class TargetTest {
  private static final String LIST = ": 'list' shows the JVMs of this machine";

  @TempDir private Path directory;

  private FakeProc askedBy(int user) throws IOException {
    return new FakeProc(directory, user);
  }

  private void assertRefused(String pid, String line) {
    assertThatThrownBy(() -> Target.find(directory, pid))
        .isInstanceOf(Refusal.class)
        .hasMessage(line);
  }

  @Test
  void aJvmOfTheSameUser() throws Exception {
    askedBy(1000).process(8, "java", "java", "a.Main").jvm("/jdk");

    Target target = Target.find(directory, "8");
    assertThat(target.pid()).isEqualTo("8");
    assertThat(target.user()).isEqualTo("1000");
    assertThat(target.foreign()).isFalse();
  }

  @Test
  void rootMayAttachToAnybodys() throws Exception {
    askedBy(0).process(8, "java", "java", "a.Main").jvm("/jdk");

    assertThat(Target.find(directory, "8").foreign()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "0", "8 ", "08", "1e3", "../8", "99999999999"})
  void whatIsNoProcessId(String pid) throws IOException {
    askedBy(1000);

    assertRefused(
        pid,
        "'" + pid + "' is not a process id: give a number, 'list' shows the JVMs of this machine");
  }

  @Test
  void aProcessThatDoesNotExist() throws IOException {
    askedBy(1000);

    assertRefused("8", "there is no process 8" + LIST);
  }

  @Test
  void aProcessThatIsNoJvm() throws IOException {
    askedBy(1000).process(8, "java", "java", "looks.like.One");

    assertRefused("8", "process 8 (java) is not a JVM" + LIST);
  }

  @Test
  void aThread() throws IOException {
    askedBy(1000)
        .process(9, "java", "java", "a.Main")
        .jvm("/jdk")
        .status("8", "S (sleeping)", 1000, "0000000181005ccf");

    assertRefused("9", "9 is a thread of process 8: name that");
  }

  @Test
  void anotherUsersProcess() throws IOException {
    askedBy(1000).process(8, "java", "java", "a.Main").user(123_456).jvm("/jdk");

    assertRefused(
        "8", "permission denied: process 8 belongs to user 123456: run this command as 123456");
  }

  @Test
  void aJvmThatTheSignalWouldEnd() throws IOException {
    askedBy(1000)
        .process(8, "java", "java", "-Xrs", "a.Main")
        .jvm("/jdk")
        .status("8", "S (sleeping)", 1000, "0000000181005ccb");

    assertRefused(
        "8",
        "JVM 8 cannot be attached to, the signal for it would end the JVM: it was started with -Xrs,"
            + " or has only just started: then try again");
  }

  @Test
  void aStoppedJvm() throws IOException {
    askedBy(1000)
        .process(8, "java", "java", "a.Main")
        .jvm("/jdk")
        .status("8", "T (stopped)", 1000, "0000000181005ccf");

    assertRefused("8", "JVM 8 is stopped: let it go on with kill -CONT 8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+DisableAttachMechanism", "-XX:-EnableDynamicAgentLoading"})
  void aJvmWithAttachDisabled(String flag) throws IOException {
    askedBy(1000).process(8, "java", "java", flag, "a.Main").jvm("/jdk");

    assertRefused(
        "8",
        "JVM 8 was started with "
            + flag
            + ": restart it without, or with -javaagent:closewait-agent.jar");
  }

  @Test
  void aMachineWithoutProc() {
    assertRefused(
        "8",
        "cannot see without /proc whether process 8 is a JVM: start it with"
            + " -javaagent:closewait-agent.jar instead");
  }
}
