package io.closewait.connection;

import io.closewait.connection.Connection.Ending;
import io.closewait.tcp.Endpoint;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is remembered of connections that failed or were closed. Thread-safe, bounded. */
final class Departures {
  private final FailedConnects failures = new FailedConnects();
  private final ClosedConnections closed = new ClosedConnections();
  private final CloseTimes closeTimes = new CloseTimes();
  private volatile @Nullable Object canary;

  /** The owner of a connect that is meant to fail, and so does not count; null for none. */
  void canary(@Nullable Object owner) {
    canary = owner;
  }

  /** A name has no address. */
  void unresolved(Connection connection, String host) {
    failed(connection, FailureReason.UNRESOLVED, host + ":" + connection.port, null);
  }

  /** A connect threw, or passes on what was thrown inside. */
  void failed(Connection connection, Throwable error) {
    long waited = Connection.now() - connection.openedAt;
    failed(connection, FailureReason.of(error, waited), remote(connection), error);
  }

  /** close() was called for the first time. */
  void closing(Connection connection, int localPort) {
    if (connection.connectedAt == 0) {
      failed(connection, FailureReason.GIVEN_UP, remote(connection), null);
      return;
    }
    closed.add(connection, localPort);
    Ending ending = connection.ending;
    long ended = ending == null ? 0 : ending.peerEndAt();
    if (ended != 0) {
      long millis = (connection.closeCalledAt - ended) / 1_000_000;
      connection.site.closedAfter(connection.origin, millis);
      closeTimes.add(millis);
    }
  }

  private void failed(
      Connection connection, FailureReason reason, String remote, @Nullable Throwable error) {
    Ending ending = connection.end();
    if (!ending.connectFailed && connection.get() != canary) {
      ending.connectFailed = true;
      failures.add(connection, remote, reason, error);
    }
  }

  private static String remote(Connection connection) {
    InetAddress address = connection.address;
    return address == null ? "unknown" : new Endpoint(address, connection.port).toString();
  }

  CloseTimes closeTimes() {
    return closeTimes;
  }

  List<FailedConnect> failures(Clock clock) {
    return failures.recent(clock);
  }

  /** Symbolises what was captured, so that no class is held by a stack. */
  void resolve() {
    closed.resolve();
  }

  List<ClosedConnection> closedLast(Predicate<CallSite> wanted, int most, Clock clock) {
    return closed.last(wanted, most, clock);
  }

  Map<Long, ClosedConnection> closed(LongPredicate wanted, Clock clock) {
    return closed.find(wanted, clock);
  }
}
