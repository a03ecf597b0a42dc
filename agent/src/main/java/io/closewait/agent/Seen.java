package io.closewait.agent;

import io.closewait.connection.ConnectionSnapshot;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Leak;
import io.closewait.diagnosis.Verdict;
import io.closewait.kernel.KernelSample;
import java.util.List;

/** What one look saw. */
final class Seen {
  final KernelSample sample;
  final Diagnosis diagnosis;
  final List<ConnectionSnapshot> connections;

  Seen(KernelSample sample, Diagnosis diagnosis, List<ConnectionSnapshot> connections) {
    this.sample = sample;
    this.diagnosis = diagnosis;
    this.connections = connections;
  }

  /** The same with more in the diagnosis. */
  Seen with(Diagnosis fuller) {
    return new Seen(sample, fuller, connections);
  }

  /** Whether a deep look could tell what this one left open. */
  boolean waitsForQueues() {
    for (Leak leak : diagnosis.leaks()) {
      if (leak.verdict() == Verdict.UNKNOWN
          && !leak.connections().get(0).receiveQueue().isPresent()) {
        return true;
      }
    }
    return sample.mayStillWait(diagnosis.threshold());
  }
}
