package io.closewait.finding;

import io.closewait.connection.ClosedConnection;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.Departures;
import io.closewait.connection.OpenSite;
import io.closewait.connection.Past;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Finding;
import io.closewait.kernel.KernelSample;
import io.closewait.kernel.Network;
import io.closewait.kernel.SocketRow;
import io.closewait.tcp.AddressPair;
import io.closewait.tcp.TcpState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what is no leak but should be known. A pure function, which any thread may call. */
public final class Findings {
  private static final Comparator<Finding> BY_KIND =
      Comparator.comparing(Finding::kind)
          .thenComparing(Finding::severity)
          .thenComparing(Finding::count, Comparator.reverseOrder())
          .thenComparingLong(Finding::oldestSince);

  private Findings() {}

  /**
   * From when on a connection that is not used counts as idle, milliseconds.
   *
   * @param threshold milliseconds
   */
  public static long idleAfter(long threshold) {
    return Idle.THRESHOLDS * threshold;
  }

  /**
   * The keys of the connections without an owner that this process may have closed, see {@link
   * AddressPair}.
   */
  public static Set<Long> closedKeys(Network network) {
    Set<Long> keys = new HashSet<>();
    for (SocketRow row : network.ownerless()) {
      if (isClosed(row.state())) {
        keys.add(AddressPair.key(row.local(), row.remote()));
      }
    }
    return keys;
  }

  private static boolean isClosed(TcpState state) {
    switch (state) {
      case FIN_WAIT_1:
      case FIN_WAIT_2:
      case CLOSING:
      case LAST_ACK:
      case TIME_WAIT:
        return true;
      default:
        return false;
    }
  }

  /**
   * The diagnosis with findings, and with its states counted beyond the life of descriptors.
   *
   * @param closed what this process closed, by key
   * @param idle where the connections come from that the sample has as idle
   */
  public static Diagnosis addTo(
      Diagnosis diagnosis,
      List<ConnectionSnapshot> connections,
      Past past,
      Map<Long, ClosedConnection> closed,
      List<OpenSite> idle,
      KernelSample sample) {
    Scene scene = new Scene(diagnosis.threshold(), sample, connections, past, closed, idle);
    List<Finding> findings = new ArrayList<>();
    findings.addAll(FailedConnects.in(scene));
    findings.addAll(Connecting.in(scene));
    findings.addAll(Accepting.in(scene));
    findings.addAll(Peers.in(scene));
    findings.addAll(Idle.in(scene));
    findings.addAll(Closing.in(scene));
    findings.addAll(SlowClosers.in(scene));
    findings.addAll(ActiveClosers.in(scene));
    findings.sort(BY_KIND);
    return diagnosis.toBuilder()
        .states(states(diagnosis, scene))
        .findings(findings)
        .listeners(scene.listeners())
        .blind(blind(diagnosis, closed))
        .build();
  }

  /** With the connections that have no descriptor yet, or none any more. */
  private static Map<TcpState, Integer> states(Diagnosis diagnosis, Scene scene) {
    Map<TcpState, Integer> states = new EnumMap<>(TcpState.class);
    states.putAll(diagnosis.states());
    for (SocketRow row : scene.sample.network().ownerless()) {
      boolean ours =
          isClosed(row.state())
              ? scene.closed(row) != null
              : row.state() == TcpState.SYN_RECEIVED && scene.queue(row.local().port()) != null;
      if (ours) {
        states.merge(row.state(), 1, Integer::sum);
      }
    }
    return states;
  }

  private static List<String> blind(Diagnosis diagnosis, Map<Long, ClosedConnection> closed) {
    int remembered = Departures.closesRemembered();
    List<String> blind = new ArrayList<>(diagnosis.blind());
    if (closed.size() >= remembered / 10 * 9) {
      blind.add(
          "Only the last "
              + remembered
              + " closes are remembered: what is in TIME_WAIT from before is not counted");
    }
    return blind;
  }
}
