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
public final class Departures {
  private final FailedConnects failures = new FailedConnects();
  private final ClosedConnections closed = new ClosedConnections();
  private final CloseTimes closeTimes = new CloseTimes();
  private final CallSites callSites;
  private volatile @Nullable Object canary;

  Departures(CallSites callSites) {
    this.callSites = callSites;
  }

  /** The owner of a connect that is meant to fail, and so does not count; null for none. */
  public void canary(@Nullable Object owner) {
    canary = owner;
  }

  /** A name has no address. */
  void unresolved(Connection connection, String host) {
    failed(connection, FailureReason.UNRESOLVED, host + ":" + connection.port(), null);
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
      connection.site.closedAfter(connection.origin(), millis);
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
    return address == null ? "unknown" : new Endpoint(address, connection.port()).toString();
  }

  /** Symbolises what was captured, so that no class is held by a stack. */
  void resolve() {
    closed.resolve();
  }

  /**
   * The connects that failed, and how long closes took, lately.
   *
   * @param now milliseconds since the epoch
   * @param nanos {@link System#nanoTime} of the same moment
   */
  public Past past(long now, long nanos) {
    Clock clock = new Clock(now, nanos);
    return new Past(failures.recent(clock), callSites.closeDelays(clock));
  }

  /** How long connections stayed open after their peers had closed; counts on. */
  public CloseTimes closeTimes() {
    return closeTimes;
  }

  /**
   * The connections that were closed last, by their key, as far as they are remembered: {@link
   * #closesRemembered} of them.
   *
   * @param wanted the keys, see {@link io.closewait.tcp.AddressPair}
   * @param now milliseconds since the epoch
   * @param nanos {@link System#nanoTime} of the same moment
   */
  public Map<Long, ClosedConnection> closed(LongPredicate wanted, long now, long nanos) {
    return closed.find(wanted, new Clock(now, nanos));
  }

  /**
   * The connections from wanted call sites that were closed last, as far as they are remembered;
   * the last one first.
   *
   * @param most how many at most
   * @param now milliseconds since the epoch
   * @param nanos {@link System#nanoTime} of the same moment
   */
  public List<ClosedConnection> closedLast(
      Predicate<CallSite> wanted, int most, long now, long nanos) {
    return closed.last(wanted, most, new Clock(now, nanos));
  }

  /** How many closed connections are remembered at most. */
  public static int closesRemembered() {
    return ClosedConnections.capacity();
  }
}
