package io.closewait.metrics;

import io.closewait.connection.CloseTimes;

/** What the agent counts beside a diagnosis. Every method may be called from any thread. */
public interface AgentFigures {
  /** Closewait's version. */
  String version();

  /** Connections that the registry holds now. */
  int trackedConnections();

  /** Errors in hooks that were kept from the application. */
  long suppressedErrors();

  long samplesTaken();

  /** How long all samples together took, in nanoseconds. */
  long totalSampleNanos();

  /** How long connections stayed open after their peers had closed. */
  CloseTimes closeTimes();
}
