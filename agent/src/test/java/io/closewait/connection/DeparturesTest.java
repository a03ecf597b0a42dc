package io.closewait.connection;

import static io.closewait.bridge.ConnectionEvent.CONNECTED;
import static io.closewait.bridge.ConnectionEvent.END_OF_STREAM;
import static io.closewait.bridge.ConnectionEvent.RELEASED;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.tcp.AddressPair;
import java.net.ConnectException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests what is remembered of connections after they are gone. */
class DeparturesTest {
  private static final long NOW = 1_000_000_000_000L;
  private static final InetAddress REMOTE = InetAddress.getLoopbackAddress();
  private static final int FD = 7;
  private static final int LOCAL_PORT = 40_000;

  private final Registry registry = new Registry(16);
  private final Object owner = new Object();

  private Past past() {
    return registry.departures().past(NOW, System.nanoTime());
  }

  private Map<Long, ClosedConnection> closed() {
    return registry.departures().closed(key -> true, NOW, System.nanoTime());
  }

  @Test
  void countsAFailedConnectOnceThoughItPassesSeveralHandlersAndIsClosed() {
    for (int i = 0; i < 3; i++) {
      registry.connecting(owner, FD, REMOTE, 443);
      registry.connectFailed(owner, FD, new ConnectException("Connection refused"));
      registry.connectFailed(owner, FD, new ConnectException("Connection refused"));
      registry.closing(owner, FD, LOCAL_PORT);
      registry.event(RELEASED, owner, FD);
    }
    assertThat(past().failedConnects()).hasSize(1);
    FailedConnect failed = past().failedConnects().get(0);
    assertThat(failed.reason()).isEqualTo(FailureReason.REFUSED);
    assertThat(failed.count()).isEqualTo(3);
    assertThat(failed.remote()).isEqualTo("127.0.0.1:443");
    assertThat(failed.lastError()).isEqualTo("java.net.ConnectException: Connection refused");
    assertThat(closed()).isEmpty();
  }

  @Test
  void aSocketThatIsClosedWhileItConnectsWasGivenUp() {
    registry.connecting(owner, FD, REMOTE, 443);
    registry.closing(owner, FD, 0);
    assertThat(past().failedConnects())
        .extracting(FailedConnect::reason)
        .containsExactly(FailureReason.GIVEN_UP);
  }

  @Test
  void knowsAnUnresolvedRemoteByItsName() {
    registry.connecting(owner, FD, null, 80);
    registry.unresolved(owner, FD, "shop.invalid", 80);
    assertThat(past().failedConnects())
        .extracting(FailedConnect::remote)
        .containsExactly("shop.invalid:80");
  }

  @Test
  void theCanaryDoesNotCount() {
    registry.departures().canary(owner);
    registry.connecting(owner, FD, null, 80);
    registry.unresolved(owner, FD, "shop.invalid", 80);
    registry.closing(owner, FD, 0);
    assertThat(past().failedConnects()).isEmpty();
  }

  @Test
  void findsAClosedConnectionByItsAddresses() {
    registry.connecting(owner, FD, REMOTE, 443);
    registry.event(CONNECTED, owner, FD);
    registry.closing(owner, FD, LOCAL_PORT);
    ClosedConnection found = closed().get(AddressPair.key(LOCAL_PORT, REMOTE, 443));
    assertThat(found.origin()).isEqualTo(Origin.CONNECT);
    assertThat(found.closedAt()).isBetween(NOW - 60_000, NOW);
    assertThat(found.site().frames())
        .anyMatch(frame -> frame.getMethodName().equals("findsAClosedConnectionByItsAddresses"));
    assertThat(past().failedConnects()).isEmpty();
  }

  @Test
  void findsWhatWasClosedLastOfACallSite() {
    for (int port = 1; port <= 3; port++) {
      registry.accepted(owner, FD, REMOTE, port);
      if (port == 2) {
        registry.event(END_OF_STREAM, null, FD);
      }
      registry.closing(owner, FD, LOCAL_PORT);
    }
    registry.accepted(owner, FD, REMOTE, 4);
    registry.closing(owner, FD, LOCAL_PORT);
    CallSite loop = closed().get(AddressPair.key(LOCAL_PORT, REMOTE, 1)).site();
    List<ClosedConnection> found =
        registry.departures().closedLast(loop::equals, 2, NOW, System.nanoTime());
    assertThat(found).extracting(ClosedConnection::site).containsExactly(loop, loop);
    assertThat(found).extracting(ClosedConnection::origin).containsOnly(Origin.ACCEPT);
    assertThat(found)
        .as("the last one first")
        .extracting(connection -> connection.peerClosedAt().isPresent())
        .containsExactly(false, true);
    for (ClosedConnection connection : found) {
      assertThat(connection.openedAt()).isBetween(NOW - 60_000, connection.closedAt());
      connection
          .peerClosedAt()
          .ifPresent(at -> assertThat(at).isBetween(connection.openedAt(), connection.closedAt()));
    }
    assertThat(registry.departures().closedLast(loop::equals, 10, NOW, System.nanoTime()))
        .hasSize(3);
  }

  @Test
  void hasRoomForEachOrigin() {
    assertThat(Origin.values()).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void forgetsTheOldestOfTooMany() {
    int closes = Departures.closesRemembered() + 100;
    for (int port = 1; port <= closes; port++) {
      registry.accepted(owner, FD, REMOTE, port % 65_536);
      registry.closing(owner, FD, 1 + port / 65_536);
    }
    assertThat(closed()).hasSize(Departures.closesRemembered());
    assertThat(closed()).doesNotContainKey(AddressPair.key(1, REMOTE, 1));
    assertThat(closed()).containsKey(AddressPair.key(2, REMOTE, closes % 65_536));
  }

  @Test
  void measuresHowLateACloseIsFromTheEndThatWasReadOrThatTheKernelShowed() {
    registry.accepted(owner, FD, REMOTE, 1);
    registry.event(END_OF_STREAM, null, FD);
    registry.closing(owner, FD, LOCAL_PORT);
    registry.accepted(owner, FD, REMOTE, 2);
    registry.openSockets().noteEnds(id -> true);
    registry.closing(owner, FD, LOCAL_PORT);
    registry.accepted(owner, FD, REMOTE, 3);
    registry.closing(owner, FD, LOCAL_PORT);
    int late = past().closeDelays().stream().mapToInt(CloseDelays::count).sum();
    assertThat(late).as("not the one whose peer had not closed").isEqualTo(2);
    CloseTimes times = registry.departures().closeTimes();
    assertThat(IntStream.range(0, times.size()).mapToLong(times::count).sum()).isEqualTo(late);
  }
}
