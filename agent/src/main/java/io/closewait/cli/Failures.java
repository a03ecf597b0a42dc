package io.closewait.cli;

import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Says in one line why an agent could not be loaded, from what the JDK's attach API throws. */
final class Failures {
  private Failures() {}

  /**
   * Explains a failure.
   *
   * @param failure null if the JDK reports none, though the agent did not answer
   */
  static Refusal explain(String pid, Path jar, @Nullable Throwable failure) {
    String detail = "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Refusal known = known(pid, jar, cause);
      if (known != null) {
        return known;
      }
      detail = firstLine(cause);
    }
    return new Refusal(
        "JVM "
            + pid
            + " did not load "
            + jar
            + (detail.isEmpty() ? "" : " (" + detail + ")")
            + ": its stderr says why, and its user must be allowed to read the jar");
  }

  private static @Nullable Refusal known(String pid, Path jar, Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (message.contains("No compatible attachment provider")) {
      return new Refusal(
          ("the Java at " + System.getProperty("java.home") + " cannot attach to a JVM")
              + ": run this command with a JDK, or a runtime with the module jdk.attach");
    }
    if (message.contains("does not support the attach mechanism")) {
      return Target.attachDisabled(pid);
    }
    if (message.contains("Dynamic agent loading is not enabled")) {
      return Target.loadingDisabled(pid);
    }
    if (message.contains("well-known file")) {
      return new Refusal(
          "JVM "
              + pid
              + " belongs to another user, and a Java as old as this one cannot attach to"
              + " it even as root: run this command as that user, or with a newer JDK");
    }
    if (message.contains("Read-only file system")) {
      return new Refusal(
          ("JVM " + pid + " cannot be attached to, its /tmp is read-only")
              + ": mount a writable /tmp into its container, or use the option report or http");
    }
    if (cause instanceof TimeoutException
        || cause.getClass().getSimpleName().equals("AttachNotSupportedException")) {
      return new Refusal(
          ("JVM " + pid + " does not answer: it hangs, or attaching is disabled in it, or it")
              + " accepts only its own user: then run this command as that user, or start it with"
              + (" -javaagent:" + jar));
    }
    return null;
  }

  private static String firstLine(Throwable cause) {
    String message = cause.getMessage();
    String text = message == null ? cause.toString() : message;
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
