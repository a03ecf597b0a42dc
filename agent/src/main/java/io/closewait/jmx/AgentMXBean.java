package io.closewait.jmx;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The agent itself: {@code io.closewait:type=Agent}. Open types and plain exceptions only. */
public interface AgentMXBean {
  /** Closewait's version. */
  String getVersion();

  /** The options in force by key. */
  Map<String, String> getOptions();

  /** Where TCP states come from: {@code tcp_info}, {@code proc} or {@code off}. */
  String getKernel();

  /** How the agent came into the JVM: {@code premain} or {@code attach}. */
  String getAttached();

  /** When the agent came into the JVM, ISO-8601 in UTC. */
  String getStartedAt();

  /** Errors in hooks that were kept from the application; anything but 0 is a bug of closewait. */
  long getSuppressedErrors();

  /** Methods of the JDK that carry a hook. */
  int getWovenMethods();

  long getSamplesTaken();

  /** How long the last sample took. */
  double getLastSampleMillis();

  /** How long all samples together took. */
  double getTotalSampleMillis();

  long getReportsWritten();

  /** Takes a sample now and returns how many sockets leak. */
  int sample();

  /**
   * Takes a sample now and writes its report.
   *
   * @param path the file, whose ending chooses the format; null or empty for the one of the option
   *     {@code report}
   * @return the absolute path of the file
   * @throws IllegalArgumentException if the ending is unknown or no file is named
   * @throws IOException if the file cannot be written
   */
  String writeReport(@Nullable String path) throws IOException;
}
