package io.closewait.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests what woven code's calls become, and that nothing comes back from them. */
class BridgeTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final SocketAddress REMOTE = new InetSocketAddress(LOOPBACK, 443);
  private static final SocketAddress UNIX = UnixDomainSocketAddress.of("socket");

  private final Recorder heard = new Recorder();
  private final FileDescriptor seven = new FileDescriptor();

  @BeforeEach
  void nameADescriptor() {
    JdkAccess.setDescriptor(seven, 7);
  }

  @AfterEach
  void listenNoMore() {
    Bridge.listen(null);
  }

  @Test
  void passesOnWhoOpens() {
    Bridge.listen(heard);

    Bridge.connecting("owner", seven, REMOTE);
    Bridge.accepted("owner", seven, LOOPBACK, 8080);
    Bridge.accepted("owner", seven, REMOTE);

    assertThat(heard.events)
        .containsExactly(
            "connecting owner 7 " + LOOPBACK + " 443",
            "accepted owner 7 " + LOOPBACK + " 8080",
            "accepted owner 7 " + LOOPBACK + " 443");
  }

  @Test
  void passesOnAnUnresolvedRemoteWithItsName() {
    Bridge.listen(heard);

    Bridge.connecting("owner", seven, InetSocketAddress.createUnresolved("shop.example", 443));

    assertThat(heard.events)
        .containsExactly("connecting owner 7 null 443", "unresolved owner 7 shop.example 443");
  }

  @Test
  void passesOnEventsByDescriptorAndByNumber() {
    Bridge.listen(heard);

    Bridge.event(ConnectionEvent.SHUTDOWN_OUTPUT, "owner", seven);
    Bridge.event(ConnectionEvent.RELEASED, null, 8);

    assertThat(heard.events).containsExactly("SHUTDOWN_OUTPUT owner 7", "RELEASED null 8");
  }

  @Test
  void passesOnWhoListensFailsAndCloses() {
    Bridge.listen(heard);

    Bridge.listening("owner", seven, 5);
    Bridge.listening("owner", seven, 0);
    Bridge.connectFailed(new IllegalStateException("no"), "owner", seven);
    Bridge.closing("owner", seven, 4000);
    Bridge.closing("owner", seven, REMOTE);
    Bridge.closing("owner", seven, UNIX);
    Bridge.closing("owner", seven, null);

    assertThat(heard.events)
        .containsExactly(
            "listening owner 7 5",
            "listening owner 7 50",
            "connectFailed owner 7 java.lang.IllegalStateException: no",
            "closing owner 7 4000",
            "closing owner 7 443",
            "closing owner 7 0",
            "closing owner 7 0");
  }

  @Test
  void passesOnAConnectThatIsDone() {
    Bridge.listen(heard);

    Bridge.connected(false, "owner", seven);
    assertThat(heard.events).isEmpty();

    Bridge.connected(true, "owner", seven);
    assertThat(heard.events).containsExactly("CONNECTED owner 7");
  }

  @Test
  void takesOnlyMinusOneForTheEndOfTheStream() {
    Bridge.listen(heard);

    for (int count : new int[] {Integer.MIN_VALUE, -3, -2, 0, 1, Integer.MAX_VALUE}) {
      UseBridge.read(count, seven);
      UseBridge.read((long) count, seven);
    }
    UseBridge.read(0xFFFF_FFFFL, seven);
    assertThat(heard.events).isEmpty();

    UseBridge.read(-1, seven);
    UseBridge.read(-1L, seven);
    assertThat(heard.events).containsExactly("END_OF_STREAM null 7", "END_OF_STREAM null 7");
  }

  @Test
  void passesOnUsesOnlyWhileTheyAreWatched() {
    Bridge.listen(heard);

    UseBridge.watch(false);
    use();
    UseBridge.watch(true);
    use();
    UseBridge.watch(false);
    use();

    assertThat(heard.events).containsExactly("WRITE null 7", "READ null 7", "READ null 7");
  }

  @Test
  void knowsSinceWhichLookADescriptorIsUnused() {
    Bridge.listen(heard);
    assertThat(UseBridge.unusedSince(7)).as("before the first look").isZero();

    UseBridge.lookForUnused(8, 1);
    UseBridge.lookForUnused(8, 2);
    assertThat(UseBridge.unusedSince(7)).isEqualTo(1);
    assertThat(UseBridge.unusedSince(-1)).isZero();
    assertThat(UseBridge.unusedSince(1_000)).isZero();

    UseBridge.read(0, seven);
    UseBridge.read(-2L, seven);
    assertThat(UseBridge.unusedSince(7)).as("reads without data").isEqualTo(1);

    List<Runnable> uses =
        List.of(
            () -> UseBridge.read(1, seven),
            () -> UseBridge.read(1L, seven),
            () -> UseBridge.write(seven),
            () -> UseBridge.read(1, "owner", 7),
            () -> UseBridge.write("owner", 7),
            () -> Bridge.connecting("owner", seven, REMOTE),
            () -> Bridge.accepted("owner", seven, REMOTE),
            () -> Bridge.event(ConnectionEvent.CREATED, "owner", 7));
    for (int use = 0; use < uses.size(); use++) {
      uses.get(use).run();
      assertThat(UseBridge.unusedSince(7)).as("after use " + use).isZero();
      UseBridge.lookForUnused(8, 3 + use);
      assertThat(UseBridge.unusedSince(7)).isEqualTo(3 + use);
    }
    assertThat(UseBridge.unusedSince(6)).as("of another").isEqualTo(1);

    Bridge.listen(null);
    assertThat(UseBridge.unusedSince(7)).as("nobody listens").isZero();
  }

  /** A write, two reads that return data and two that return none. */
  private void use() {
    UseBridge.write(seven);
    UseBridge.read(1, seven);
    UseBridge.read(1L, seven);
    UseBridge.read(0, seven);
    UseBridge.read(-2L, seven);
  }

  @Test
  void passesOnEveryUseWhileOlderSocketsAreSought() {
    Bridge.listen(heard);
    UseBridge.seekOlder(true);
    UseBridge.read(1, seven);
    UseBridge.write(seven);
    Bridge.event(ConnectionEvent.RELEASED, "owner", seven);
    assertThat(heard.events)
        .containsExactly(
            "used null 7", "READ null 7", "used null 7", "WRITE null 7", "RELEASED owner 7");

    heard.events.clear();
    UseBridge.seekOlder(false);
    UseBridge.read(1, seven);
    assertThat(heard.events).isEmpty();
  }

  @Test
  void passesOnWhatIsSelectedOn() throws IOException {
    try (Selector selector = Selector.open()) {
      Bridge.selecting(selector);
      Bridge.listen(heard);
      Bridge.selecting(selector);

      assertThat(heard.events).containsExactly("selecting true");
    }
  }

  @Test
  void forgetsToWatchWritesWithItsListener() {
    Bridge.listen(heard);
    UseBridge.watch(true);
    Bridge.listen(null);
    Bridge.listen(heard);

    UseBridge.write(seven);

    assertThat(heard.events).isEmpty();
  }

  @Test
  void leavesUnixDomainSocketsAndMissingDescriptorsAlone() {
    Bridge.listen(heard);
    UseBridge.watch(true);

    Bridge.connecting("owner", seven, UNIX);
    Bridge.connecting("owner", seven, null);
    Bridge.accepted("owner", seven, UNIX);
    Bridge.accepted("owner", seven, null);
    callAll(null);

    assertThat(heard.events).isEmpty();
  }

  @Test
  void callsNobodyWithoutAListener() {
    long before = Bridge.suppressed();
    Bridge.listen(heard);
    Bridge.listen(null);

    assertThatCode(() -> callAll(seven)).doesNotThrowAnyException();

    assertThat(heard.events).isEmpty();
    assertThat(Bridge.suppressed()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void keepsAndCountsWhateverTheListenerThrows(Throwable thrown) {
    heard.thrown = thrown;
    Bridge.listen(heard);
    UseBridge.watch(true);
    long before = Bridge.suppressed();

    assertThatCode(() -> callAll(seven)).doesNotThrowAnyException();

    // A call that throws has left: each of the thirteen reaches the listener.
    assertThat(heard.events).hasSize(13);
    assertThat(Bridge.suppressed() - before).isEqualTo(13);
    assertThat(Bridge.lastSuppressed()).contains(thrown.getClass().getSimpleName());
  }

  static List<Throwable> throwables() {
    return List.of(
        new IllegalStateException("broken"),
        new StackOverflowError(),
        new NoClassDefFoundError("gone"),
        new Exception("checked"),
        new Unprintable());
  }

  @Test
  void namesTheLastErrorAndItsPlace() {
    heard.thrown = new IllegalStateException("broken");
    Bridge.listen(heard);

    Bridge.event(ConnectionEvent.SHUTDOWN_OUTPUT, null, 7);

    assertThat(Bridge.lastSuppressed())
        .startsWith("java.lang.IllegalStateException: broken at " + BridgeTest.class.getName());
  }

  @Test
  void doesNotCallTheListenerInsideItself() {
    heard.inside = () -> callAll(seven);
    Bridge.listen(heard);
    UseBridge.watch(true);

    callAll(seven);

    assertThat(heard.events).hasSize(13);
  }

  /** Thirteen calls that reach a listener if there is a descriptor. */
  @Test
  void wakesTheWatcherAtARefusalOnce() throws InterruptedException {
    Thread watcher = new Thread(LockSupport::park);
    watcher.start();
    RefusalBridge.wakeAtNext(watcher);

    for (String harmless : new String[] {null, "", ")", "Connection refused", "Too many cooks"}) {
      RefusalBridge.failed(harmless);
    }
    assertThat(RefusalBridge.isRefused()).isFalse();
    RefusalBridge.failed("Too many open files (Accept failed)");
    watcher.join();

    assertThat(RefusalBridge.isRefused()).isTrue();
    assertThat(RefusalBridge.take()).isTrue();
    assertThat(RefusalBridge.take()).isFalse();
    RefusalBridge.failed("Too many open files");
    assertThat(RefusalBridge.isRefused()).as("nobody watches any more").isFalse();
  }

  @Test
  void knowsARefusedFileAndNotTheWatchersOwn() {
    RefusalBridge.wakeAtNext(Thread.currentThread());
    RefusalBridge.failed("Too many open files");
    assertThat(RefusalBridge.take()).isFalse();

    RefusalBridge.wakeAtNext(new Thread(() -> {}));
    RefusalBridge.failed("/etc/hosts (Too many open files)");
    assertThat(RefusalBridge.take()).isTrue();
  }

  private static void callAll(@Nullable FileDescriptor descriptor) {
    Bridge.connecting("owner", descriptor, REMOTE);
    Bridge.connected(true, "owner", descriptor);
    Bridge.accepted("owner", descriptor, LOOPBACK, 443);
    Bridge.accepted("owner", descriptor, REMOTE);
    Bridge.listening("owner", descriptor, 0);
    UseBridge.read(-1, descriptor);
    UseBridge.read(-1L, descriptor);
    UseBridge.write(descriptor);
    Bridge.event(ConnectionEvent.SHUTDOWN_OUTPUT, "owner", descriptor);
    Bridge.connectFailed(new IllegalStateException(), "owner", descriptor);
    Bridge.closing("owner", descriptor, 4000);
    Bridge.closing("owner", descriptor, REMOTE);
    if (descriptor != null) {
      Bridge.event(ConnectionEvent.RELEASED, null, 7);
    }
  }

  /** An error that cannot even be described. */
  private static final class Unprintable extends Error {
    private static final long serialVersionUID = 1;

    @Override
    public String toString() {
      throw new IllegalStateException("unprintable");
    }
  }

  /** Notes what it hears, then does or throws what it was told to. */
  private static final class Recorder implements ConnectionListener {
    private final List<String> events = new ArrayList<>();
    private Runnable inside = () -> {};
    private @Nullable Throwable thrown;

    @Override
    public void connecting(Object owner, int descriptor, @Nullable InetAddress address, int port) {
      note("connecting " + owner + " " + descriptor + " " + address + " " + port);
    }

    @Override
    public void accepted(Object owner, int descriptor, @Nullable InetAddress address, int port) {
      note("accepted " + owner + " " + descriptor + " " + address + " " + port);
    }

    @Override
    public void listening(Object owner, int descriptor, int backlog) {
      note("listening " + owner + " " + descriptor + " " + backlog);
    }

    @Override
    public void used(@Nullable Object owner, FileDescriptor descriptor) {
      note("used " + owner + " " + JdkAccess.number(descriptor));
    }

    @Override
    public void selecting(Selector selector) {
      note("selecting " + selector.isOpen());
    }

    @Override
    public void unresolved(Object owner, int descriptor, String host, int port) {
      note("unresolved " + owner + " " + descriptor + " " + host + " " + port);
    }

    @Override
    public void connectFailed(Object owner, int descriptor, Throwable error) {
      note("connectFailed " + owner + " " + descriptor + " " + error);
    }

    @Override
    public void closing(Object owner, int descriptor, int localPort) {
      note("closing " + owner + " " + descriptor + " " + localPort);
    }

    @Override
    public void pooling(Object pool) {
      note("pooling " + pool);
    }

    @Override
    public void wrapperClosed(Object wrapper, int descriptor) {
      note("wrapperClosed " + wrapper + " " + descriptor);
    }

    @Override
    public void event(ConnectionEvent event, @Nullable Object owner, int descriptor) {
      note(event + " " + owner + " " + descriptor);
    }

    private void note(String event) {
      events.add(event);
      inside.run();
      if (thrown != null) {
        Recorder.<RuntimeException>raise(thrown);
      }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
      throw (T) thrown;
    }
  }
}
