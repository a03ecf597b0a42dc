package io.closewait.jmx;

import io.closewait.diagnosis.Diagnosis;
import io.closewait.report.Subject;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the beans need from the agent. Every method may be called from any thread at any time. */
public interface AgentControl {
  /** This JVM, and when and how the agent came into it. */
  Subject subject();

  /** The options in force by key, in the order of the options table. */
  Map<String, String> options();

  /** Takes a sample now, publishes its diagnosis and returns it. */
  Diagnosis sample();

  /**
   * Takes a sample now and writes its report.
   *
   * @param path the file; null for the one of the option {@code report}
   * @return the absolute path of the file
   * @throws IllegalArgumentException if no format has the path's ending, or the path is null and
   *     none is configured; the message is for the user
   * @throws IOException if the file cannot be written; the message names the path, the reason and
   *     the remedy
   */
  String writeReport(@Nullable String path) throws IOException;

  /** Connections that the registry holds now. */
  int trackedConnections();

  /** Errors in hooks that were kept from the application. */
  long suppressedErrors();

  /** Methods of the JDK that carry a hook. */
  int wovenMethods();

  long samplesTaken();

  /** How long the last sample took, in nanoseconds. */
  long lastSampleNanos();

  /** How long all samples together took, in nanoseconds. */
  long totalSampleNanos();

  long reportsWritten();
}
