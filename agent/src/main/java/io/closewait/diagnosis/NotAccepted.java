package io.closewait.diagnosis;

import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.Listening;
import io.closewait.connection.Origin;
import io.closewait.kernel.AcceptQueue;
import io.closewait.kernel.KernelSample;
import io.closewait.kernel.Unaccepted;
import io.closewait.tcp.TcpState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Finds the connections that their peers have closed while nobody accepted them. */
final class NotAccepted {
  private final Map<Long, ConnectionSnapshot> listeners = new HashMap<>();
  private final Thresholds thresholds;
  private final Figures figures;

  private NotAccepted(
      List<ConnectionSnapshot> connections, Thresholds thresholds, Figures figures) {
    this.thresholds = thresholds;
    this.figures = figures;
    for (ConnectionSnapshot connection : connections) {
      if (connection.origin() == Origin.LISTEN) {
        listeners.put(connection.id(), connection);
      }
    }
  }

  /** One leak for each line that listens. */
  static List<Leak> leaks(
      List<ConnectionSnapshot> connections,
      KernelSample sample,
      Thresholds thresholds,
      Figures figures) {
    NotAccepted finder = new NotAccepted(connections, thresholds, figures);
    Map<String, List<Stall>> byFingerprint = new LinkedHashMap<>();
    for (AcceptQueue queue : sample.acceptQueues()) {
      List<LeakedConnection> overdue = finder.overdue(queue);
      if (!overdue.isEmpty()) {
        Stall stall = new Stall(queue, overdue, finder.listeners.get(queue.listener()));
        byFingerprint.computeIfAbsent(stall.fingerprint(), key -> new ArrayList<>()).add(stall);
      }
    }
    List<Leak> leaks = new ArrayList<>();
    for (List<Stall> stalls : byFingerprint.values()) {
      leaks.add(finder.leak(stalls));
    }
    return leaks;
  }

  /** Measured when the queue was looked at, because since then somebody may have accepted. */
  private List<LeakedConnection> overdue(AcceptQueue queue) {
    List<LeakedConnection> overdue = new ArrayList<>();
    for (Unaccepted connection : queue.hungUp()) {
      if (queue.seenAt() - connection.since() >= thresholds.overdue()) {
        overdue.add(leaked(connection));
      }
    }
    return overdue;
  }

  private static LeakedConnection leaked(Unaccepted connection) {
    return new LeakedConnection.Builder(0)
        .local(connection.local())
        .remote(connection.remote())
        .state(TcpState.CLOSE_WAIT)
        .since(connection.since())
        .receiveQueue(OptionalInt.of(connection.receiveQueue()))
        .events(
            Collections.singletonList(new Event(connection.since(), TcpState.CLOSE_WAIT.text())))
        .build();
  }

  /** The queue with the most overdue connections stands for those of the other ports. */
  private Leak leak(List<Stall> stalls) {
    List<LeakedConnection> connections = new ArrayList<>();
    Stall worst = stalls.get(0);
    for (Stall stall : stalls) {
      connections.addAll(stall.overdue);
      worst = stall.overdue.size() > worst.overdue.size() ? stall : worst;
    }
    connections.sort(Comparator.comparingLong(LeakedConnection::since));
    Site site = worst.site();
    Acceptor acceptor = new Acceptor(worst.listener);
    StuckListener stuck = worst.stuck(acceptor);
    return new Leak.Builder(worst.fingerprint(), Verdict.NOT_ACCEPTED, connections)
        .reason(reason(stuck, acceptor))
        .remedy(acceptor.remedy(site))
        .growthPerMinute(figures.growthPerMinute(connections))
        .remotes(Figures.remotes(connections))
        .site(site)
        .listener(stuck)
        .build();
  }

  private static String reason(StuckListener stuck, Acceptor acceptor) {
    String backlog =
        stuck.backlog().isPresent() ? " (backlog " + stuck.backlog().getAsInt() + ")" : "";
    return "Nobody has accepted these connections, and their peers have closed them: "
        + (stuck.waiting() == 1 ? "1 waits" : stuck.waiting() + " wait")
        + " in the accept queue of "
        + stuck.local()
        + backlog
        + "; "
        + acceptor.sentence()
        + ".";
  }

  /** One listening socket with what is overdue in its queue. */
  private static final class Stall {
    private final AcceptQueue queue;
    private final List<LeakedConnection> overdue;
    private final @Nullable ConnectionSnapshot listener;

    Stall(
        AcceptQueue queue, List<LeakedConnection> overdue, @Nullable ConnectionSnapshot listener) {
      this.queue = queue;
      this.overdue = overdue;
      this.listener = listener;
    }

    String fingerprint() {
      return listener == null
          ? Fingerprint.ofUnknownListener()
          : Fingerprint.of(Origin.LISTEN, "", listener.site().frames());
    }

    @Nullable Site site() {
      return listener == null
          ? null
          : Site.of(Origin.LISTEN.text(), listener.site(), listener.thread());
    }

    StuckListener stuck(Acceptor acceptor) {
      Listening facts = listener == null ? null : listener.listening();
      return new StuckListener(
          queue.local(),
          queue.length(),
          facts == null ? OptionalInt.empty() : OptionalInt.of(facts.backlog()),
          acceptor.thread());
    }
  }
}
