package io.closewait.diagnosis;

import io.closewait.connection.CallSite;
import io.closewait.connection.ClosedConnection;
import io.closewait.connection.OpenConnection;
import io.closewait.connection.Origin;
import io.closewait.kernel.AcceptQueue;
import io.closewait.kernel.DescriptorCount;
import io.closewait.kernel.KernelSample;
import io.closewait.kernel.Observation;
import io.closewait.kernel.Unaccepted;
import io.closewait.kernel.UntrackedSocket;
import io.closewait.tcp.Endpoint;
import io.closewait.tcp.TcpState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes the inventory that a report has beside its diagnosis. For use by one thread. */
public final class Stocktaking {
  private final KernelSample sample;
  private final @Nullable String worstLeak;
  private final Map<Long, String> leaksById = new HashMap<>();
  private final Map<List<@Nullable Endpoint>, String> leaksByEnds = new HashMap<>();
  private final SiteIndex sites = new SiteIndex();

  /** How many connections of each site count when the worst one is sought. */
  private final Map<Integer, Integer> weights = new LinkedHashMap<>();

  private final List<ListedConnection> connections = new ArrayList<>();
  private final List<PastConnection> closed = new ArrayList<>();

  /**
   * @param sample what the kernel said for the diagnosis
   */
  public Stocktaking(Diagnosis diagnosis, KernelSample sample) {
    this.sample = sample;
    String worst = null;
    for (Leak leak : diagnosis.leaks()) {
      for (LeakedConnection connection : leak.connections()) {
        if (connection.id() == 0) {
          leaksByEnds.put(
              Arrays.asList(connection.local(), connection.remote()), leak.fingerprint());
        } else {
          leaksById.put(connection.id(), leak.fingerprint());
          worst = worst == null ? leak.fingerprint() : worst;
        }
      }
    }
    worstLeak = worst;
  }

  /**
   * Adds a socket that has a record.
   *
   * @param local its local endpoint; null if it is not known
   */
  public void add(OpenConnection connection, @Nullable Endpoint local) {
    Observation seen = sample.observation(connection.id());
    Endpoint remote = connection.remote();
    String leak = leaksById.get(connection.id());
    int site = sites.of(connection);
    if (worstLeak == null ? connection.origin() != Origin.LISTEN : worstLeak.equals(leak)) {
      weights.merge(site, 1, Integer::sum);
    }
    connections.add(
        new ListedConnection.Builder(connection.id())
            .descriptor(connection.descriptor())
            .local(local)
            .remote(remote == null && seen != null ? seen.remote() : remote)
            .state(state(connection, seen))
            .leak(leak)
            .opened(connection.openedAt(), connection.thread(), site)
            .peerClosedAt(connection.peerClosedAt())
            .closeCalledAt(connection.closeCalledAt())
            .build());
  }

  /** The kernel says nothing of a socket that is ESTABLISHED. */
  private @Nullable TcpState state(OpenConnection connection, @Nullable Observation seen) {
    if (seen != null) {
      return seen.state();
    }
    return sample.available() && connection.connectedAt().isPresent() ? TcpState.ESTABLISHED : null;
  }

  /**
   * Names the call site that has most of the first leak, without a leak most connections; it is no
   * site if none has any.
   */
  public Predicate<CallSite> worstSite() {
    int worst = worstIndex();
    return site -> worst >= 0 && sites.has(worst, site);
  }

  private int worstIndex() {
    int worst = -1;
    for (Map.Entry<Integer, Integer> weight : weights.entrySet()) {
      if (worst < 0 || weight.getValue() > weights.getOrDefault(worst, 0)) {
        worst = weight.getKey();
      }
    }
    return worst;
  }

  /** Adds what the application has closed of the worst site's connections. */
  public void addClosed(List<ClosedConnection> ofWorstSite) {
    int worst = worstIndex();
    for (ClosedConnection connection : ofWorstSite) {
      closed.add(
          new PastConnection(
              worst, connection.openedAt(), connection.peerClosedAt(), connection.closedAt()));
    }
  }

  /** All that was added, with the sockets that only the kernel knows. */
  public Inventory inventory(List<DescriptorCount> descriptors) {
    for (UntrackedSocket socket : sample.untracked()) {
      add(socket.descriptor(), socket.local(), socket.remote(), socket.state(), socket.since());
    }
    for (AcceptQueue queue : sample.acceptQueues()) {
      for (Unaccepted waiting : queue.hungUp()) {
        add(-1, waiting.local(), waiting.remote(), TcpState.CLOSE_WAIT, waiting.since());
      }
    }
    return new Inventory(sites.sites(), connections, closed, descriptors);
  }

  private void add(int descriptor, Endpoint local, Endpoint remote, TcpState state, long since) {
    connections.add(
        new ListedConnection.Builder(0)
            .descriptor(descriptor)
            .local(local)
            .remote(remote)
            .state(state)
            .leak(leaksByEnds.get(Arrays.asList(local, remote)))
            .peerClosedAt(
                state == TcpState.CLOSE_WAIT ? OptionalLong.of(since) : OptionalLong.empty())
            .build());
  }
}
