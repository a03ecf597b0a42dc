package io.closewait.connection;

import static io.closewait.bridge.ConnectionEvent.ACCEPTING;
import static io.closewait.bridge.ConnectionEvent.CONNECTED;
import static io.closewait.bridge.ConnectionEvent.CREATED;
import static io.closewait.bridge.ConnectionEvent.END_OF_STREAM;
import static io.closewait.bridge.ConnectionEvent.FAILED;
import static io.closewait.bridge.ConnectionEvent.READ;
import static io.closewait.bridge.ConnectionEvent.RELEASED;
import static io.closewait.bridge.ConnectionEvent.SHUTDOWN_INPUT;
import static io.closewait.bridge.ConnectionEvent.SHUTDOWN_OUTPUT;
import static io.closewait.bridge.ConnectionEvent.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.closewait.bridge.ConnectionEvent;
import io.closewait.tcp.Endpoint;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the life of a record, event by event. */
class RegistryTest {
  private static final LongPredicate NONE = id -> false;
  private static final long NOW = 1_700_000_000_000L;
  private static final int FD = 7;
  private static final InetAddress ADDRESS = InetAddress.getLoopbackAddress();

  private final Registry registry = new Registry(64);
  private final Object owner = new Object();
  private final long start = System.nanoTime();

  @Test
  void whatTheAgentsOwnThreadsOpenHasAPlaceAndNothingIsToldOfIt() throws InterruptedException {
    ThreadGroup own = new ThreadGroup("own");
    registry.own(own);
    Thread thread =
        new Thread(
            own,
            () -> {
              registry.listening(owner, FD, 50);
              registry.accepted(owner, FD + 1, ADDRESS, 4711);
              registry.event(END_OF_STREAM, null, FD + 1);
              registry.closing(owner, FD + 1, 80);
            });
    thread.start();
    thread.join();
    registry.listening(owner, FD + 2, 50);

    assertThat(registry.openSockets().idAt(FD)).isEqualTo(OpenSockets.OWN);
    assertThat(registry.openSockets().idAt(FD + 1)).isEqualTo(OpenSockets.OWN);
    assertThat(registry.openSockets().idAt(FD + 2)).isEqualTo(1);
    assertThat(registry.openSockets().count()).isEqualTo(1);
    assertThat(registry.openSockets().sites(id -> true))
        .singleElement()
        .extracting(OpenSite::ids)
        .isEqualTo(List.of(1L));
    assertThat(registry.snapshots(NOW, System.nanoTime(), id -> true, NONE)).hasSize(1);

    registry.event(RELEASED, null, FD);

    assertThat(registry.openSockets().idAt(FD)).isZero();
  }

  @Test
  void recordsAConnectFromItsStart() {
    registry.connecting(owner, FD, ADDRESS, 443);

    ConnectionSnapshot connecting = only();
    assertThat(connecting.origin()).isEqualTo(Origin.CONNECT);
    assertThat(connecting.descriptor()).isEqualTo(FD);
    assertThat(connecting.remote()).isEqualTo(new Endpoint(ADDRESS, 443));
    assertThat(connecting.thread()).isEqualTo(Thread.currentThread().getName());
    assertThat(connecting.openedAt()).isBetween(startedAt(), NOW);
    assertThat(connecting.connectedAt()).isEmpty();
    assertThat(connecting.site().frames())
        .anyMatch(frame -> frame.getMethodName().equals("recordsAConnectFromItsStart"));

    registry.event(CONNECTED, owner, FD);

    ConnectionSnapshot connected = only();
    assertThat(connected.connectedAt().getAsLong()).isBetween(connected.openedAt(), NOW);
  }

  /** The thread that connects may be an event loop, which knows nothing of who asked. */
  @Test
  void aConnectionIsOpenedWhereItsSocketWasMade() throws Exception {
    registry.event(CREATED, owner, FD);
    registry.event(CREATED, owner, FD);
    ConnectionSnapshot created = only();
    assertThat(created.remote()).isNull();

    Thread loop = new Thread(() -> registry.connecting(owner, FD, ADDRESS, 443), "loop");
    loop.start();
    loop.join();

    ConnectionSnapshot connecting = only();
    assertThat(connecting.id()).isEqualTo(created.id());
    assertThat(connecting.remote()).isEqualTo(new Endpoint(ADDRESS, 443));
    assertThat(connecting.thread()).isEqualTo("loop");
    assertThat(connecting.site()).isSameAs(created.site());
  }

  @Test
  void aSocketThatWasMadeByAnotherIsOpenedWhereItConnects() {
    registry.event(CREATED, new Object(), FD);
    ConnectionSnapshot created = only();

    registry.connecting(owner, FD, ADDRESS, 443);

    assertThat(only().id()).isNotEqualTo(created.id());
    assertThat(only().site()).isNotSameAs(created.site());
  }

  @Test
  void keepsTheTimeOfTheFirstConnected() {
    registry.connecting(owner, FD, ADDRESS, 443);
    registry.event(CONNECTED, owner, FD);
    long first = only().connectedAt().getAsLong();
    passAMillisecond();

    registry.event(CONNECTED, owner, FD);

    // The same point in time, told from a later now.
    assertThat(only().connectedAt().getAsLong()).isLessThan(first);
  }

  @Test
  void recordsAnAcceptedSocketAsConnected() {
    registry.accepted(owner, FD, ADDRESS, 50_000);

    assertThat(only().origin()).isEqualTo(Origin.ACCEPT);
    assertThat(only().remote()).isEqualTo(new Endpoint(ADDRESS, 50_000));
    ConnectionSnapshot accepted = only();
    assertThat(accepted.connectedAt()).hasValue(accepted.openedAt());
  }

  @Test
  void recordsAListeningSocket() {
    registry.listening(owner, FD, 50);

    assertThat(only().origin()).isEqualTo(Origin.LISTEN);
    assertThat(only().remote()).isNull();
    assertThat(only().connectedAt()).isEmpty();
    assertThat(only().listening().backlog()).isEqualTo(50);
    assertThat(listening().acceptor()).as("nobody has accepted").isNull();
  }

  @Test
  void aSocketListensWhereItWasMade() throws InterruptedException {
    registry.event(CREATED, owner, FD);
    ConnectionSnapshot created = only();

    Thread loop = new Thread(() -> registry.listening(owner, FD, 50));
    loop.start();
    loop.join();

    assertThat(only().origin()).isEqualTo(Origin.LISTEN);
    assertThat(only().site()).isSameAs(created.site());
  }

  @Test
  void looksAtTheThreadThatAcceptedLastIfAsked() throws InterruptedException {
    registry.listening(owner, FD, 50);
    Thread former = new Thread(() -> registry.event(ACCEPTING, owner, FD), "former");
    former.start();
    former.join();

    assertThat(listening().acceptor().name()).isEqualTo("former");
    assertThat(listening().acceptor().state()).isEqualTo(Thread.State.TERMINATED);

    registry.event(ACCEPTING, owner, FD);

    ThreadView acceptor = listening().acceptor();
    assertThat(acceptor.name()).isEqualTo(Thread.currentThread().getName());
    assertThat(acceptor.frames()).anyMatch(frame -> frame.getClassName().contains("RegistryTest"));
    assertThat(only().listening().acceptor()).as("not asked").isNull();
  }

  @Test
  void onlyAListeningSocketAccepts() {
    registry.accepted(owner, FD, ADDRESS, 443);
    registry.event(ACCEPTING, owner, FD);

    assertThat(only().listening()).isNull();
  }

  @Test
  void countsWhatWasOpenedMeanwhileAndIsOpen() {
    registry.connecting(owner, FD, ADDRESS, 443);
    long first = registry.lastId();
    registry.connecting(owner, FD + 1, ADDRESS, 443);
    registry.accepted(owner, FD + 2, ADDRESS, 50_000);
    registry.event(RELEASED, null, FD + 2);
    long last = registry.lastId();
    registry.connecting(owner, FD + 3, ADDRESS, 443);

    assertThat(registry.openSockets().between(first, last)).isEqualTo(1);
  }

  @Test
  void countsOpenSocketsByTheLineThatOpenedThem() {
    for (int i = 0; i < 3; i++) {
      registry.connecting(owner, FD + i, ADDRESS, 443);
    }
    registry.listening(owner, FD + 3, 50);

    assertThat(registry.openSockets().sites(id -> true))
        .extracting(site -> site.origin() + " " + site.ids())
        .containsExactly("CONNECT [1, 2, 3]", "LISTEN [4]");
  }

  @Test
  void capturesEachStackOfALoopOnceOneOfItIsStuck() {
    registry.listening(owner, FD, 50);
    CallSite loop = null;
    for (int i = 0; i <= Acceptor.TRUSTED; i++) {
      loop = accept();
    }

    assertThat(accept()).as("not captured").isSameAs(loop);

    registry.snapshots(NOW, System.nanoTime(), id -> true, id -> true);

    assertThat(accept()).as("captured").isNotSameAs(loop);
  }

  private CallSite accept() {
    registry.event(ACCEPTING, owner, FD);
    registry.accepted(new Object(), FD + 1, ADDRESS, 4711);
    return registry.openSockets().sites(id -> id == registry.lastId()).get(0).site();
  }

  private Listening listening() {
    return registry.snapshots(NOW, System.nanoTime(), id -> true, id -> true).get(0).listening();
  }

  @Test
  void hasNoEndpointForAnUnresolvedRemote() {
    registry.connecting(owner, FD, null, 443);

    assertThat(only().remote()).isNull();
  }

  @Test
  void recordsOnlyTheFirstEndOfTheStream() {
    registry.accepted(owner, FD, ADDRESS, 1);
    registry.event(END_OF_STREAM, null, FD);
    EndOfStream first = only().endOfStream();

    registry.event(END_OF_STREAM, null, FD);

    assertThat(first.at()).isBetween(startedAt(), NOW);
    assertThat(first.thread()).isEqualTo(Thread.currentThread().getName());
    assertThat(first.site().frames())
        .anyMatch(frame -> frame.getMethodName().equals("recordsOnlyTheFirstEndOfTheStream"));
    assertThat(only().endOfStream().site()).isSameAs(first.site());
  }

  @Test
  void takesNoEndOfTheStreamAfterTheApplicationShutItsInput() {
    registry.accepted(owner, FD, ADDRESS, 1);
    registry.event(SHUTDOWN_INPUT, owner, FD);
    registry.event(END_OF_STREAM, null, FD);

    assertThat(only().endOfStream()).isNull();
  }

  @Test
  void recordsShutdownsAndClose() {
    registry.accepted(owner, FD, ADDRESS, 1);
    assertThat(only().shutdownInputAt()).isEmpty();
    assertThat(only().shutdownOutputAt()).isEmpty();
    assertThat(only().closeCalledAt()).isEmpty();

    registry.event(SHUTDOWN_INPUT, owner, FD);
    registry.event(SHUTDOWN_OUTPUT, owner, FD);
    registry.closing(owner, FD, 4000);

    ConnectionSnapshot closing = only();
    for (OptionalLong at :
        List.of(closing.shutdownInputAt(), closing.shutdownOutputAt(), closing.closeCalledAt())) {
      assertThat(at.getAsLong()).isBetween(startedAt(), NOW);
    }
  }

  @Test
  void forgetsAReleasedDescriptorWhoeverReleasesIt() {
    registry.accepted(owner, FD, ADDRESS, 1);
    assertThat(registry.openSockets().idAt(FD)).isEqualTo(only().id());

    registry.event(RELEASED, new Object(), FD);

    assertThat(registry.openSockets().idAt(FD)).isZero();
    assertThat(all()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ConnectionEvent.class)
  void ignoresEventsOfUnknownDescriptors(ConnectionEvent event) {
    registry.accepted(owner, FD, ADDRESS, 1);

    for (int descriptor : new int[] {FD + 1, -1, Integer.MAX_VALUE}) {
      assertThatCode(() -> registry.event(event, null, descriptor)).doesNotThrowAnyException();
    }
    assertThat(only().descriptor()).isEqualTo(FD);
  }

  @Test
  void ignoresSocketsThatAreClosedAlready() {
    registry.accepted(owner, -1, ADDRESS, 1);
    registry.connecting(owner, -1, ADDRESS, 1);
    registry.listening(owner, -1, 50);

    assertThat(all()).isEmpty();
  }

  @Test
  void keepsTheRecordWhenAConnectedSocketConnectsAgain() {
    registry.connecting(owner, FD, ADDRESS, 443);
    registry.event(CONNECTED, owner, FD);
    long id = only().id();

    registry.connecting(owner, FD, ADDRESS, 444);

    assertThat(only().id()).isEqualTo(id);
    assertThat(only().remote()).isEqualTo(new Endpoint(ADDRESS, 443));
  }

  @Test
  void replacesTheRecordOfAnotherOwner() {
    registry.accepted(owner, FD, ADDRESS, 1);
    long id = only().id();

    registry.connecting(new Object(), FD, ADDRESS, 443);
    assertThat(only().id()).isGreaterThan(id);
    assertThat(only().origin()).isEqualTo(Origin.CONNECT);
  }

  /** A closed channel still has the number of a descriptor that may be another socket's by now. */
  @Test
  void keepsAClosedSocketAwayFromTheNextOneWithItsDescriptor() throws Exception {
    SocketChannel closed = SocketChannel.open();
    closed.close();
    registry.connecting(owner, FD, ADDRESS, 443);
    long id = only().id();

    registry.connecting(closed, FD, ADDRESS, 444);
    registry.event(CONNECTED, closed, FD);
    registry.event(SHUTDOWN_INPUT, closed, FD);
    registry.event(SHUTDOWN_OUTPUT, closed, FD);
    registry.closing(closed, FD, 4000);

    assertThat(only().id()).isEqualTo(id);
    assertThat(only().connectedAt()).isEmpty();
    assertThat(only().shutdownInputAt()).isEmpty();
    assertThat(only().shutdownOutputAt()).isEmpty();
    assertThat(only().closeCalledAt()).isEmpty();
  }

  @Test
  void snapshotsWhatIsWantedAndWhatIsEnding() {
    registry.accepted(owner, 1, ADDRESS, 1);
    registry.accepted(owner, 2, ADDRESS, 2);
    registry.accepted(owner, 3, ADDRESS, 3);
    registry.event(END_OF_STREAM, null, 3);
    long wanted = registry.openSockets().idAt(2);

    assertThat(registry.snapshots(NOW, System.nanoTime(), id -> id == wanted, NONE))
        .extracting(ConnectionSnapshot::descriptor)
        .containsExactly(2, 3);
  }

  @Test
  void notesWritesOnlyAfterASnapshotNamedTheConnection() {
    registry.accepted(owner, FD, ADDRESS, 1);
    registry.event(WRITE, null, FD);
    assertThat(registry.snapshots(NOW, System.nanoTime(), id -> false, NONE)).isEmpty();
    assertThat(only().writtenAt()).isEmpty();

    registry.event(WRITE, null, FD);

    assertThat(only().writtenAt().getAsLong()).isBetween(startedAt(), NOW);
  }

  @Test
  void notesTheFirstUsesOfAnAcceptedConnection() {
    registry.accepted(owner, FD, ADDRESS, 1);
    registry.event(READ, null, FD);
    for (int i = 0; i < 20; i++) {
      registry.event(WRITE, null, FD);
    }

    List<Use> uses = only().uses();
    assertThat(uses).hasSize(8);
    assertThat(uses.get(0).thread()).isEqualTo(Thread.currentThread().getName());
    assertThat(uses.get(0).site()).isNotSameAs(uses.get(1).site());
    assertThat(uses.get(1).site()).isSameAs(uses.get(7).site());
    assertThat(uses.get(0).site().frames())
        .anyMatch(frame -> frame.getMethodName().equals("notesTheFirstUsesOfAnAcceptedConnection"));
  }

  @Test
  void notesNoUsesOfConnectionsThatItOpenedItself() {
    registry.connecting(owner, FD, ADDRESS, 443);
    registry.event(READ, null, FD);

    assertThat(only().uses()).isEmpty();
  }

  @Test
  void notesTheLastFailureOfAConnection() {
    registry.connecting(owner, FD, ADDRESS, 443);
    assertThat(only().failure()).isNull();

    registry.event(FAILED, new Object(), FD);
    assertThat(only().failure()).as("of another owner").isNull();
    registry.event(FAILED, owner, FD);

    Failure failure = only().failure();
    assertThat(failure.at()).isBetween(startedAt(), NOW);
    assertThat(failure.thread()).isEqualTo(Thread.currentThread().getName());
    assertThat(failure.site().frames())
        .anyMatch(frame -> frame.getMethodName().equals("notesTheLastFailureOfAConnection"));
  }

  @Test
  void knowsTheThreadThatIsStillBusyWithAConnection() {
    registry.accepted(owner, FD, ADDRESS, 1);
    registry.event(READ, null, FD);

    LastUse last = only().lastUse();
    assertThat(last.at()).isBetween(startedAt(), NOW);
    assertThat(last.thread()).isEqualTo(Thread.currentThread().getName());
    assertThat(last.now().frames())
        .anyMatch(
            frame -> frame.getMethodName().equals("knowsTheThreadThatIsStillBusyWithAConnection"));
  }

  @Test
  void doesNotTakeAThreadForBusyThatHasUsedAnotherConnectionSince() {
    registry.accepted(owner, FD, ADDRESS, 1);
    registry.accepted(owner, FD + 1, ADDRESS, 2);
    registry.event(READ, null, FD);
    registry.event(READ, null, FD + 1);

    assertThat(all()).extracting(each -> each.lastUse().now() == null).containsExactly(true, false);
  }

  @Test
  void takesNoThreadForBusyWhoseLaterUsesWereNotWatched() {
    registry.connecting(owner, FD, ADDRESS, 1);
    all();
    registry.watchUses(true);
    registry.event(READ, null, FD);
    registry.watchUses(false);

    assertThat(only().lastUse().now()).isNull();
  }

  @Test
  void watchesFewConnectionsOfASiteUntilSomeAreInTrouble() {
    List<Long> watched = new ArrayList<>();
    for (boolean look : new boolean[] {false, true, true}) {
      for (int i = 0; i < 100; i++) {
        registry.accepted(owner, FD + i, ADDRESS, 1);
        registry.event(READ, null, FD + i);
      }
      if (look) {
        watched.add(all().stream().filter(each -> !each.uses().isEmpty()).count());
      }
    }

    assertThat(watched).containsExactly(0L, 64L);
  }

  @Test
  void seesThatAnOwnerWasCollectedAndDoesNotKeepItAlive() throws Exception {
    WeakReference<Object> dropped = acceptAndDrop(FD);
    registry.accepted(owner, FD + 1, ADDRESS, 1);
    all();

    assertThat(Collected.isCleared(dropped)).isTrue();
    assertThat(Collected.comesTrue(() -> all().get(0).collectedAt().isPresent())).isTrue();
    assertThat(all().get(0).collectedAt().getAsLong()).isBetween(startedAt(), NOW);
    assertThat(all().get(1).collectedAt()).isEmpty();
    Reference.reachabilityFence(owner);
  }

  private WeakReference<Object> acceptAndDrop(int descriptor) {
    Object dropped = new Object();
    registry.accepted(dropped, descriptor, ADDRESS, 1);
    registry.event(END_OF_STREAM, null, descriptor);
    registry.event(SHUTDOWN_OUTPUT, dropped, descriptor);
    return new WeakReference<>(dropped);
  }

  private ConnectionSnapshot only() {
    assertThat(all()).hasSize(1);
    return all().get(0);
  }

  private List<ConnectionSnapshot> all() {
    return registry.snapshots(NOW, System.nanoTime(), id -> true, NONE);
  }

  /** The start of the test on the clock whose present time is always {@link #NOW}. */
  private long startedAt() {
    return NOW - (System.nanoTime() - start) / 1_000_000 - 1;
  }

  private static void passAMillisecond() {
    long until = System.nanoTime() + 2_000_000;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }
}
