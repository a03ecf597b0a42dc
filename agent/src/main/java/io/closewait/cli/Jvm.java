package io.closewait.cli;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One JVM of this machine as seen from outside. Immutable. */
final class Jvm {
  private final long pid;
  private final @Nullable String java;
  private final String user;
  private final boolean agent;
  private final OptionalInt closeWait;
  private final String main;

  Jvm(
      long pid,
      @Nullable String java,
      String user,
      boolean agent,
      OptionalInt closeWait,
      String main) {
    this.pid = pid;
    this.java = java;
    this.user = user;
    this.agent = agent;
    this.closeWait = closeWait;
    this.main = main;
  }

  long pid() {
    return pid;
  }

  /** The Java version; null if unknown. */
  @Nullable String java() {
    return java;
  }

  String user() {
    return user;
  }

  /** Whether closewait runs in it. */
  boolean agent() {
    return agent;
  }

  /** Sockets in CLOSE_WAIT; empty if permission to count them is denied. */
  OptionalInt closeWait() {
    return closeWait;
  }

  /** The main class, jar or module. */
  String main() {
    return main;
  }
}
