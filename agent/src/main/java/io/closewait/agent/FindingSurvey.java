package io.closewait.agent;

import io.closewait.connection.ClosedConnection;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.OpenSite;
import io.closewait.connection.Registry;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.finding.Findings;
import io.closewait.kernel.IdleSocket;
import io.closewait.kernel.KernelSample;
import io.closewait.kernel.Network;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks the registry for what findings need. For one thread at a time.
 *
 * <p>What was closed or is idle is looked up once for each deep look, which alone can need more.
 */
final class FindingSurvey {
  private final Registry registry;
  private Network network = Network.UNKNOWN;
  private Map<Long, ClosedConnection> closed = Collections.emptyMap();
  private List<OpenSite> idleSites = Collections.emptyList();

  FindingSurvey(Registry registry) {
    this.registry = registry;
  }

  /**
   * The diagnosis with its findings.
   *
   * @param nanos {@link System#nanoTime} when the sample was taken
   */
  Diagnosis addTo(
      Diagnosis diagnosis, List<ConnectionSnapshot> connections, KernelSample sample, long nanos) {
    long now = sample.takenAt();
    if (sample.network() != network) {
      network = sample.network();
      closed = closed(now, nanos);
      idleSites = idleSites(sample.idle());
    }
    return Findings.addTo(
        diagnosis, connections, registry.departures().past(now, nanos), closed, idleSites, sample);
  }

  private Map<Long, ClosedConnection> closed(long now, long nanos) {
    Set<Long> keys = Findings.closedKeys(network);
    return keys.isEmpty()
        ? Collections.emptyMap()
        : registry.departures().closed(keys::contains, now, nanos);
  }

  private List<OpenSite> idleSites(List<IdleSocket> sockets) {
    Set<Long> ids = new HashSet<>();
    for (IdleSocket socket : sockets) {
      ids.add(socket.connection());
    }
    return ids.isEmpty() ? Collections.emptyList() : registry.openSockets().sites(ids::contains);
  }
}
