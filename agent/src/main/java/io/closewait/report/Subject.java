package io.closewait.report;

/** The JVM that a report is about. Immutable; times in milliseconds since the epoch. */
public final class Subject {
  private final String version;
  private final long pid;
  private final String main;
  private final String java;
  private final long startedAt;
  private final long attachedAt;
  private final String attached;

  /**
   * @param version closewait's version
   * @param main the main class or jar, without arguments
   * @param attached {@code premain} or {@code attach}
   */
  public Subject(
      String version,
      long pid,
      String main,
      String java,
      long startedAt,
      long attachedAt,
      String attached) {
    this.version = version;
    this.pid = pid;
    this.main = main;
    this.java = java;
    this.startedAt = startedAt;
    this.attachedAt = attachedAt;
    this.attached = attached;
  }

  /** Closewait's version. */
  public String version() {
    return version;
  }

  public long pid() {
    return pid;
  }

  /** The main class or jar, without arguments. */
  public String main() {
    return main;
  }

  /** The JVM's version, such as {@code 17.0.15}. */
  public String java() {
    return java;
  }

  public long startedAt() {
    return startedAt;
  }

  public long attachedAt() {
    return attachedAt;
  }

  /** {@code premain} or {@code attach}. */
  public String attached() {
    return attached;
  }
}
