package io.closewait.http;

import io.closewait.diagnosis.Diagnosis;
import io.closewait.metrics.AgentFigures;
import io.closewait.report.Subject;

/** What is served. Every method may be called from any thread at any time. */
public interface HttpContent {
  /** This JVM, and when and how the agent came into it. */
  Subject subject();

  /** The diagnosis of the last sample. */
  Diagnosis last();

  /** Takes a sample now, publishes its diagnosis and returns it. */
  Diagnosis sample();

  /** What the agent counts beside a diagnosis. */
  AgentFigures figures();

  /** Counts an error that no client is to see. */
  void suppress(Throwable error);
}
