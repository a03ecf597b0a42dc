package io.closewait.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.closewait.tcp.TcpState;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the answers of java.base's internals against real sockets. */
class JdkAccessTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @BeforeAll
  static void prepare() {
    JdkAccess.prepare();
  }

  @Test
  void readsTheStateOfASocket() throws Exception {
    try (ServerSocketChannel server =
            ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
        SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
      FileDescriptor descriptor = descriptor(client);
      assertThat(state(descriptor(server))).isEqualTo(TcpState.LISTEN);
      assertThat(state(descriptor)).isEqualTo(TcpState.ESTABLISHED);

      server.accept().close();

      assertThat(stateOnceNot(TcpState.ESTABLISHED, descriptor)).isEqualTo(TcpState.CLOSE_WAIT);
    }
  }

  @Test
  void asksByNumberAlone() throws Exception {
    try (ServerSocketChannel server =
        ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0))) {
      FileDescriptor scratch = new FileDescriptor();
      JdkAccess.setDescriptor(scratch, JdkAccess.number(descriptor(server)));

      assertThat(state(scratch)).isEqualTo(TcpState.LISTEN);
      assertThat(JdkAccess.localAddress(scratch)).isEqualTo(server.getLocalAddress());
    }
  }

  @Test
  void tellsTheRemoteOfAConnection() throws Exception {
    try (ServerSocketChannel server =
            ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
        SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
      assertThat(JdkAccess.remoteAddress(descriptor(client))).isEqualTo(server.getLocalAddress());
      assertThatThrownBy(() -> JdkAccess.remoteAddress(descriptor(server)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void refusesWhatIsNoSocket(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("file");
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      FileDescriptor descriptor = open.getFD();
      assertThat(JdkAccess.number(descriptor)).isNotNegative();

      assertThatThrownBy(() -> JdkAccess.tcpInfo(descriptor)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> JdkAccess.localAddress(descriptor)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void refusesWhatIsClosed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("file");
    new RandomAccessFile(file.toFile(), "rw").close();
    FileDescriptor closed;
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      closed = in.getFD();
    }
    FileDescriptor neverOpen = new FileDescriptor();
    JdkAccess.setDescriptor(neverOpen, Integer.MAX_VALUE);

    assertThat(JdkAccess.number(closed)).isEqualTo(-1);
    for (FileDescriptor descriptor : new FileDescriptor[] {closed, neverOpen}) {
      assertThatThrownBy(() -> JdkAccess.tcpInfo(descriptor)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> JdkAccess.localAddress(descriptor)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void namesAnyNumber() {
    FileDescriptor scratch = new FileDescriptor();
    assertThat(JdkAccess.number(scratch)).isEqualTo(-1);

    JdkAccess.setDescriptor(scratch, 4711);

    assertThat(JdkAccess.number(scratch)).isEqualTo(4711);
  }

  @Test
  void readsHotSpotsFormOfAStack() {
    assertThat(JdkAccess.backtrace(new Throwable())).isInstanceOf(Object[].class);
  }

  /** The server answers and reads on, so the connection is kept for the next request. */
  @Test
  void countsTheIdleConnectionsOfHttpUrlConnection() throws Exception {
    int before = JdkAccess.idleHttpConnections();
    HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[2]);
          exchange.close();
        });
    server.start();
    try {
      InputStream answer =
          new URL("http", LOOPBACK.getHostAddress(), server.getAddress().getPort(), "/")
              .openStream();
      assertThat(JdkAccess.idleHttpConnections()).isEqualTo(before);
      answer.readAllBytes();
      assertThat(JdkAccess.idleHttpConnections()).isEqualTo(before + 1);
    } finally {
      server.stop(0);
    }
  }

  private static TcpState state(FileDescriptor descriptor) throws IOException {
    return TcpState.ofLinux(JdkAccess.tcpInfo(descriptor) & 0xff);
  }

  private static TcpState stateOnceNot(TcpState first, FileDescriptor descriptor)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    TcpState state = state(descriptor);
    while (state == first && System.nanoTime() < deadline) {
      Thread.sleep(1);
      state = state(descriptor);
    }
    return state;
  }

  private static FileDescriptor descriptor(Object channel) throws ReflectiveOperationException {
    Field field = channel.getClass().getDeclaredField("fd");
    field.setAccessible(true);
    return (FileDescriptor) field.get(channel);
  }
}
