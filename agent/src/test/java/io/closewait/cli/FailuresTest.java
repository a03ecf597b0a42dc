package io.closewait.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What is said about the failures of the JDK's attach API, its own words taken from JDKs 8 to 27.
 */
class FailuresTest {
  private static final Path JAR = Paths.get("/opt/closewait-agent.jar");

  private static String explain(@Nullable Throwable failure) {
    return Failures.explain("8", JAR, failure).line();
  }

  private static Throwable wrapped(Throwable cause) {
    return new IllegalStateException("Error during attachment using: provider", cause);
  }

  @Test
  void noFailureAndNoAnswer() {
    assertThat(explain(null))
        .isEqualTo(
            "JVM 8 did not load /opt/closewait-agent.jar: its stderr says why, and its user must be"
                + " allowed to read the jar");
  }

  @Test
  void anUnknownFailureIsQuoted() {
    assertThat(explain(wrapped(new IOException("Agent JAR not found\nat line 2"))))
        .startsWith("JVM 8 did not load /opt/closewait-agent.jar (Agent JAR not found): ");
  }

  @Test
  void aRuntimeThatCannotAttach() {
    assertThat(explain(new IllegalStateException("No compatible attachment provider is available")))
        .startsWith("the Java at " + System.getProperty("java.home") + " cannot attach to a JVM: ")
        .contains("with a JDK");
  }

  @Test
  void aContainerWithoutPlaceForTheSocket() {
    assertThat(explain(wrapped(new IOException("Read-only file system"))))
        .startsWith("JVM 8 cannot be attached to, its /tmp is read-only: mount a writable /tmp");
  }

  @Test
  void attachDisabled() {
    assertThat(
            explain(
                wrapped(
                    new AttachNotSupportedException(
                        "The VM does not support the attach mechanism"))))
        .startsWith("JVM 8 was started with -XX:+DisableAttachMechanism: ");
  }

  @Test
  void loadingDisabled() {
    assertThat(
            explain(
                wrapped(
                    new IOException(
                        "Failed to load agent library: Dynamic agent loading is not enabled. Use"
                            + " -XX:+EnableDynamicAgentLoading to launch target VM."))))
        .startsWith("JVM 8 was started with -XX:-EnableDynamicAgentLoading: ");
  }

  @Test
  void anotherUsersJvmFromAnOldJdk() {
    assertThat(
            explain(
                wrapped(
                    new IOException(
                        "well-known file /tmp/.java_pid8 is not secure: file should be owned by the"
                            + " current user (which is 0) but is owned by 65534"))))
        .startsWith("JVM 8 belongs to another user, ");
  }

  @Test
  void noAnswerInTime() {
    String line = explain(new TimeoutException());

    assertThat(line).startsWith("JVM 8 does not answer: ");
    assertThat(
            explain(
                wrapped(
                    new AttachNotSupportedException(
                        "Unable to open socket file: target process 8 doesn't respond"))))
        .isEqualTo(line);
  }

  /** Has the name of the exception in com.sun.tools.attach, which only a JDK has. */
  private static final class AttachNotSupportedException extends Exception {
    private static final long serialVersionUID = 1;

    AttachNotSupportedException(String message) {
      super(message);
    }
  }
}
