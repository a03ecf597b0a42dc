package io.closewait.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.bridge.ConnectionEvent;
import io.closewait.bridge.JdkAccess;
import io.closewait.bridge.SelectorAccess;
import io.closewait.bridge.UseBridge;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests which sockets without a record get one, on real descriptors. */
class AdoptionTest {
  private final Registry registry = new Registry(64);
  private ServerSocketChannel server;
  private SocketChannel channel;

  @BeforeEach
  void open() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = ServerSocketChannel.open().bind(any);
    channel = SocketChannel.open(server.getLocalAddress());
    registry.adopt();
  }

  @AfterEach
  void close() throws IOException {
    UseBridge.seekOlder(false);
    channel.close();
    server.close();
  }

  @Test
  void aConnectionIsAdoptedWhenItIsUsed() throws IOException {
    registry.used(null, descriptor(channel));

    ConnectionSnapshot adopted = only();
    assertThat(adopted.origin()).isEqualTo(Origin.ADOPTED);
    assertThat(adopted.descriptor()).isEqualTo(JdkAccess.number(descriptor(channel)));
    assertThat(adopted.remote().port())
        .isEqualTo(((InetSocketAddress) server.getLocalAddress()).getPort());
    assertThat(adopted.connectedAt()).hasValue(adopted.openedAt());
    assertThat(adopted.site().frames())
        .anyMatch(frame -> frame.getMethodName().equals("aConnectionIsAdoptedWhenItIsUsed"));
  }

  @Test
  void itsOwnerIsTakenWhenItIsKnown() {
    registry.used(null, descriptor(channel));
    registry.event(ConnectionEvent.END_OF_STREAM, null, JdkAccess.number(descriptor(channel)));
    long id = only().id();

    registry.used(channel, descriptor(channel));

    assertThat(registry.openSockets().knows(channel)).isTrue();
    assertThat(only().id()).isEqualTo(id);
    assertThat(only().endOfStream()).isNotNull();
  }

  @Test
  void aRecordKeepsItsOwner() {
    registry.connecting(channel, JdkAccess.number(descriptor(channel)), null, 1);

    registry.used("another", descriptor(channel));

    assertThat(registry.openSockets().knows(channel)).isTrue();
    assertThat(only().origin()).isEqualTo(Origin.CONNECT);
  }

  @Test
  void aNumberThatWasReleasedIsNotAdopted() {
    registry.event(ConnectionEvent.RELEASED, null, JdkAccess.number(descriptor(channel)));

    registry.used(null, descriptor(channel));

    assertThat(registry.openSockets().count()).isZero();
  }

  @Test
  void whatIsNoConnectionIsNotAdopted() throws IOException {
    Pipe pipe = Pipe.open();
    try (SocketChannel unconnected = SocketChannel.open()) {
      registry.used(null, descriptor(pipe.source()));
      registry.used(null, descriptor(server));
      registry.used(null, descriptor(unconnected));
      registry.used(null, new FileDescriptor());
    } finally {
      pipe.source().close();
      pipe.sink().close();
    }

    assertThat(registry.openSockets().count()).isZero();
  }

  @Test
  void theChannelsOfASelectorAreAdopted() throws IOException {
    try (Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      server.configureBlocking(false);
      server.register(selector, SelectionKey.OP_ACCEPT);

      registry.selecting(selector);
    }

    assertThat(registry.openSockets().knows(channel)).isTrue();
    assertThat(registry.openSockets().count()).isEqualTo(1);
  }

  @Test
  void theChannelsOfAThreadInSelectAreAdopted() throws Exception {
    try (Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      channel.register(selector, 0);
      Thread waiting = new Thread(() -> select(selector), "waiting");
      waiting.start();
      while (SelectorAccess.selectedBy(waiting) != selector) {
        Thread.onSpinWait();
      }

      registry.adoptSelected(List.of(Thread.currentThread(), waiting));

      assertThat(registry.openSockets().knows(channel)).isTrue();
      assertThat(only().thread()).isEqualTo("waiting");
      assertThat(only().site().frames())
          .anyMatch(frame -> frame.getMethodName().equals("lockAndDoSelect"));
      assertThat(only().registration().thread().name()).isEqualTo("waiting");
      selector.wakeup();
      waiting.join();
    }
  }

  @Test
  void eachNumberIsDecidedOnOnce() {
    Adoption adoption = new Adoption(new DescriptorSlots(), null, null);

    for (int number : new int[] {0, 1, 63, 64, (1 << 20) - 1}) {
      assertThat(adoption.decide(number)).isTrue();
      assertThat(adoption.decide(number)).isFalse();
    }
    assertThat(adoption.decide(-1)).isFalse();
    assertThat(adoption.decide(1 << 20)).isFalse();
  }

  private static void select(Selector selector) {
    try {
      selector.select();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FileDescriptor descriptor(Object channel) {
    FileDescriptor descriptor = SelectorAccess.descriptor(channel);
    if (descriptor == null) {
      throw new AssertionError(channel);
    }
    return descriptor;
  }

  private ConnectionSnapshot only() {
    List<ConnectionSnapshot> all =
        registry.snapshots(System.currentTimeMillis(), System.nanoTime(), id -> true, id -> true);
    assertThat(all).hasSize(1);
    return all.get(0);
  }
}
