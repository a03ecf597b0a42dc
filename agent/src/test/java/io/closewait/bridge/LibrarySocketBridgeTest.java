package io.closewait.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests what the calls of woven libraries become, on real descriptors. */
class LibrarySocketBridgeTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final SocketAddress REMOTE = new InetSocketAddress(LOOPBACK, 443);

  private final List<String> heard = new ArrayList<>();
  private final Set<Integer> wrapped = new HashSet<>();

  @BeforeEach
  void listen() {
    Bridge.listen(
        new ConnectionListener() {
          @Override
          public void connecting(Object owner, int fd, @Nullable InetAddress address, int port) {
            heard.add("connecting " + owner + " " + address + " " + port);
          }

          @Override
          public void accepted(Object owner, int fd, @Nullable InetAddress address, int port) {
            heard.add("accepted " + owner + " " + address + " " + port);
          }

          @Override
          public void listening(Object owner, int fd, int backlog) {
            heard.add("listening " + owner + " " + backlog);
          }

          @Override
          public void used(@Nullable Object owner, FileDescriptor descriptor) {
            heard.add("used " + owner);
          }

          @Override
          public void selecting(Selector selector) {
            heard.add("selecting");
          }

          @Override
          public void unresolved(Object owner, int fd, String host, int port) {
            heard.add("unresolved " + owner + " " + host + " " + port);
          }

          @Override
          public void connectFailed(Object owner, int fd, Throwable error) {
            heard.add("connectFailed " + owner + " " + error);
          }

          @Override
          public void closing(Object owner, int fd, int localPort) {
            heard.add("closing " + owner + " " + localPort);
          }

          @Override
          public void pooling(Object pool) {
            heard.add("pooling " + pool);
          }

          @Override
          public void wrapperClosed(Object wrapper, int fd) {
            wrapped.add(fd);
            heard.add("wrapperClosed " + wrapper.getClass().getSimpleName());
          }

          @Override
          public void event(ConnectionEvent event, @Nullable Object owner, int descriptor) {
            heard.add(event + " " + owner);
          }
        });
  }

  @AfterEach
  void listenNoMore() {
    Bridge.listen(null);
  }

  @Test
  void findsTheSocketBelowWhatIsClosed() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        Socket plain = new Socket(LOOPBACK, server.getLocalPort());
        Socket tls = layer(plain)) {
      heard.clear();
      LibrarySocketBridge.wrapperClosed("transport", plain);
      LibrarySocketBridge.layerClosed(false, tls);
      LibrarySocketBridge.wrapperClosed("transport over TLS", tls);

      assertThat(heard)
          .containsExactly(
              "wrapperClosed String", "wrapperClosed SSLSocketImpl", "wrapperClosed String");
      assertThat(wrapped).as("one descriptor").hasSize(1).allMatch(fd -> fd > 2);
    }
  }

  private static Socket layer(Socket plain) throws Exception {
    return SSLContext.getDefault().getSocketFactory().createSocket(plain, "peer", 443, false);
  }

  @Test
  void aChannelOfTheJdkIsCreatedByWhoeverWrapsIt() throws Exception {
    try (SocketChannel channel = SocketChannel.open()) {
      heard.clear();
      LibrarySocketBridge.created(channel);
      LibrarySocketBridge.created((SocketChannel) null);

      assertThat(heard).containsExactly("CREATED " + channel);
    }
  }

  @Test
  void leavesOutWhatClosesTheSocketBelowOrHasNone() throws Exception {
    try (Socket unconnected = new Socket()) {
      heard.clear();
      LibrarySocketBridge.layerClosed(true, unconnected);
      LibrarySocketBridge.wrapperClosed("transport", null);
      LibrarySocketBridge.wrapperClosed("transport", new Socket() {});

      assertThat(wrapped).allMatch(fd -> fd < 0);
    }
  }

  @Test
  void passesOnWhoOpensTcpSockets() throws Exception {
    try (SocketChannel tcp = SocketChannel.open()) {
      heard.clear();
      openAll(descriptor(tcp));
    }

    assertThat(heard)
        .startsWith(
            "CREATED a",
            "connecting b " + LOOPBACK + " 443",
            "accepted c " + LOOPBACK + " 443",
            "accepted d null 0",
            "listening e 128");
  }

  @Test
  void aReleaseIsACloseOfATcpSocket() throws Exception {
    int port;
    try (SocketChannel tcp = SocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0))) {
      port = ((InetSocketAddress) tcp.getLocalAddress()).getPort();
      heard.clear();
      LibrarySocketBridge.connectFailed(new IOException("no"), "a", descriptor(tcp));
      LibrarySocketBridge.released(true, "b", descriptor(tcp));
      LibrarySocketBridge.released(false, "c", descriptor(tcp));
    }

    assertThat(heard)
        .startsWith("connectFailed a java.io.IOException: no", "closing b " + port, "RELEASED b")
        .doesNotContain("RELEASED c");
  }

  /** Whoever makes a socket knows its protocol; connect and accept serve many. */
  @Test
  void leavesOtherSocketsAlone() throws Exception {
    try (DatagramChannel udp = DatagramChannel.open()) {
      heard.clear();
      openAll(descriptor(udp));
      LibrarySocketBridge.connectFailed(new IOException("no"), "f", descriptor(udp));
      LibrarySocketBridge.released(true, "g", descriptor(udp));
    }

    assertThat(heard).containsExactly("CREATED a", "RELEASED g");
  }

  @Test
  void leavesUnixDomainSocketsAlone() throws Exception {
    SocketAddress path = UnixDomainSocketAddress.of("socket");
    try (SocketChannel tcp = SocketChannel.open()) {
      heard.clear();
      LibrarySocketBridge.connecting(path, "a", descriptor(tcp));
      LibrarySocketBridge.accepted(path, "b", descriptor(tcp));

      assertThat(heard).isEmpty();
    }
  }

  private static void openAll(int descriptor) {
    LibrarySocketBridge.created("a", descriptor);
    LibrarySocketBridge.connecting(REMOTE, "b", descriptor);
    LibrarySocketBridge.accepted(REMOTE, "c", descriptor);
    LibrarySocketBridge.accepted("d", descriptor);
    LibrarySocketBridge.listening(128, "e", descriptor);
  }

  @Test
  void passesOnWhatBecomesOfThem() {
    UseBridge.watch(true);

    LibrarySocketBridge.pooling("pool");
    LibrarySocketBridge.accepting("0", 7);
    LibrarySocketBridge.connected(false, "a", 7);
    LibrarySocketBridge.connected(true, "b", 7);
    LibrarySocketBridge.read(0, "c", 7);
    LibrarySocketBridge.read(5, "d", 7);
    LibrarySocketBridge.read(-1, "e", 7);
    LibrarySocketBridge.completed(-104, "f", 7);
    LibrarySocketBridge.completed(5, "g", 7);
    LibrarySocketBridge.completed(0, "h", 7);
    LibrarySocketBridge.write("i", 7);
    LibrarySocketBridge.shutdown(true, true, "j", 7);
    LibrarySocketBridge.shutdown(false, false, "k", 7);
    LibrarySocketBridge.released(false, "l", 7);
    LibrarySocketBridge.released(true, "m", 7);

    assertThat(heard)
        .containsExactly(
            "pooling pool",
            "ACCEPTING 0",
            "CONNECTED b",
            "READ d",
            "END_OF_STREAM e",
            "READ g",
            "END_OF_STREAM h",
            "WRITE i",
            "SHUTDOWN_INPUT j",
            "SHUTDOWN_OUTPUT j",
            "RELEASED m");
  }

  @Test
  void throwsNothingWhenNobodyListens() {
    Bridge.listen(null);

    openAll(7);

    assertThat(heard).isEmpty();
  }

  private static int descriptor(Object channel) throws ReflectiveOperationException {
    Field field = channel.getClass().getDeclaredField("fd");
    field.setAccessible(true);
    return JdkAccess.number((FileDescriptor) field.get(channel));
  }
}
