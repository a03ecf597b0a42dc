package io.closewait.diagnosis;

import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.Listening;
import io.closewait.connection.Origin;
import io.closewait.connection.ThreadView;
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
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Finds the connections that their peers have closed while nobody accepted them. */
final class NotAccepted {
  private static final int NO_DESCRIPTOR = -1;

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
    return new LeakedConnection(
        0,
        connection.local(),
        connection.remote(),
        NO_DESCRIPTOR,
        OptionalLong.empty(),
        TcpState.CLOSE_WAIT,
        connection.since(),
        OptionalInt.of(connection.receiveQueue()),
        null,
        Collections.singletonList(new Event(connection.since(), TcpState.CLOSE_WAIT.text())));
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
    StuckListener stuck = worst.stuck();
    String acceptor = AcceptAdvice.acceptor(stuck, worst.listener, worst.sitsInAccept());
    return new Leak.Builder(worst.fingerprint(), Verdict.NOT_ACCEPTED, connections)
        .reason(AcceptAdvice.reason(stuck, acceptor))
        .remedy(AcceptAdvice.remedy(stuck, site, worst.sitsInAccept()))
        .growthPerMinute(figures.growthPerMinute(connections))
        .remotes(Figures.remotes(connections))
        .site(site)
        .listener(stuck)
        .build();
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
          : Sites.site(Origin.LISTEN.text(), listener.site().frames(), listener.thread());
    }

    StuckListener stuck() {
      Listening facts = listener == null ? null : listener.listening();
      ThreadView acceptor = acceptor();
      return new StuckListener(
          queue.local(),
          queue.length(),
          facts == null ? OptionalInt.empty() : OptionalInt.of(facts.backlog()),
          acceptor == null ? null : ThreadFacts.of(acceptor));
    }

    private @Nullable ThreadView acceptor() {
      Listening facts = listener == null ? null : listener.listening();
      return facts == null ? null : facts.acceptor();
    }

    /** Whether the acceptor is inside the JDK's accept() now, of whichever listening socket. */
    boolean sitsInAccept() {
      ThreadView acceptor = acceptor();
      if (acceptor == null) {
        return false;
      }
      for (StackTraceElement frame : acceptor.frames()) {
        if (!Frames.isJdk(frame.getClassName())) {
          return false;
        }
        if (Frames.isSocket(frame.getClassName()) && isAccept(frame.getMethodName())) {
          return true;
        }
      }
      return false;
    }

    private static boolean isAccept(String method) {
      return method.startsWith("accept") || method.endsWith("Accept");
    }
  }
}
