package io.closewait.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests what is read of real channels and selectors. */
class RegistrationsTest {
  private final SelectorUses uses = new SelectorUses();
  private SocketChannel channel;
  private Selector selector;

  @BeforeEach
  void open() throws IOException {
    channel = SocketChannel.open();
    selector = Selector.open();
  }

  @AfterEach
  void close() throws IOException {
    channel.close();
    selector.close();
  }

  @Test
  void knowsNoneOfWhatIsNoChannelOrBlocking() throws IOException {
    try (Socket socket = new Socket()) {
      assertThat(read(socket)).isNull();
    }
    assertThat(read(null)).isNull();
    assertThat(read(channel)).isNull();
  }

  @Test
  void knowsThatNoSelectorHasANonBlockingChannel() throws IOException {
    channel.configureBlocking(false);

    assertThat(read(channel).exists()).isFalse();
  }

  @Test
  void readsOperations() throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_CONNECT);
    selector.selectNow();

    ChannelRegistration registration = read(channel);

    assertThat(registration.exists()).isTrue();
    assertThat(selector.toString()).endsWith("." + registration.selector());
    assertThat(registration.interest()).containsExactly("connect");
    assertThat(registration.ready()).containsExactly("connect");
    assertThat(registration.valid()).isTrue();
    assertThat(registration.selecting()).isFalse();
    assertThat(registration.thread()).isNull();
    assertThat(registration.selectedAt()).isEmpty();
  }

  @Test
  void seesACancelledKeyUntilTheNextSelect() throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_CONNECT).cancel();
    assertThat(read(channel).exists()).isTrue();
    assertThat(read(channel).valid()).isFalse();
    assertThat(read(channel).interest()).isEmpty();

    selector.selectNow();

    assertThat(read(channel).exists()).isFalse();
  }

  @Test
  void prefersAValidKey() throws IOException {
    channel.configureBlocking(false);
    try (Selector other = Selector.open()) {
      channel.register(other, SelectionKey.OP_CONNECT).cancel();
      channel.register(selector, SelectionKey.OP_CONNECT);

      assertThat(read(channel).valid()).isTrue();
    }
  }

  @Test
  void seesAThreadInSelectAndOneThatHasEnded() throws Exception {
    channel.configureBlocking(false);
    channel.register(selector, 0);
    Thread thread = new Thread(this::select, "selecting");
    thread.start();
    while (!read(channel).selecting()) {
      Thread.onSpinWait();
    }
    assertThat(read(channel).thread().name()).isEqualTo("selecting");
    assertThat(read(channel).thread().frames())
        .anyMatch(frame -> frame.getMethodName().equals("lockAndDoSelect"));
    assertThat(read(channel).selectedAt()).hasValue(42);

    selector.wakeup();
    thread.join();

    assertThat(read(channel).selecting()).isFalse();
    assertThat(read(channel).thread().state()).isEqualTo(Thread.State.TERMINATED);
  }

  @Test
  void looksAtNoThreadUnlessItIsWanted() throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, 0);
    uses.selecting(selector, Thread.currentThread());

    assertThat(new Registrations(uses, at -> 42).of(channel, false).thread()).isNull();
  }

  private void select() {
    try {
      uses.selecting(selector, Thread.currentThread());
      selector.select();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private @Nullable ChannelRegistration read(@Nullable Object owner) {
    return new Registrations(uses, at -> 42).of(owner, true);
  }
}
