package io.closewait.agent;

import io.closewait.report.Subject;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

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

  /** The threads that are running, virtual ones left out. */
  static List<Thread> threads() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[2 * root.activeCount() + 16];
    return Arrays.asList(threads).subList(0, root.enumerate(threads));
  }

  private static String version() {
    String version = Agent.version();
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
  static String main() {
    String command = System.getProperty("sun.java.command", "unknown");
    int end = command.indexOf(' ');
    return end < 0 ? command : command.substring(0, end);
  }
}
