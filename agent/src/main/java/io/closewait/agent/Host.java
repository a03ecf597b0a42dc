package io.closewait.agent;

import io.closewait.report.Subject;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** The JVM that the agent is in. */
final class Host {
  private Host() {}

  /**
   * The facts for reports.
   *
   * @param attached {@code premain} or {@code attach}
   */
  static Subject subject(String attached) {
    long now = System.currentTimeMillis();
    return new Subject(
        version(),
        pid(),
        main(),
        System.getProperty("java.version", "unknown"),
        attached.equals("premain") ? now : ManagementFactory.getRuntimeMXBean().getStartTime(),
        now,
        attached);
  }

  private static String version() {
    String version = Host.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  /** From {@code /proc/self} where there is one: the management classes are not wanted so early. */
  private static long pid() {
    try {
      return Long.parseLong(new File("/proc/self").getCanonicalFile().getName());
    } catch (IOException | NumberFormatException e) {
      String name = ManagementFactory.getRuntimeMXBean().getName();
      return Long.parseLong(name.substring(0, name.indexOf('@')));
    }
  }

  /** The main class or jar; the arguments may be secrets and are left out. */
  private static String main() {
    String command = System.getProperty("sun.java.command", "unknown");
    int end = command.indexOf(' ');
    return end < 0 ? command : command.substring(0, end);
  }
}
