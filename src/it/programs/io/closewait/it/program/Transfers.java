package io.closewait.it.program;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Writes a few bytes and reads them, again and again, on a connection to itself; counts what its
 * thread allocates for that.
 */
final class Transfers {
  private static final int TURNS = 200;
  private static final int SIZE = 100;
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  /** A read or write. */
  private interface Transfer {
    /** Returns the number of bytes. */
    int run() throws Exception;
  }

  private final LeastBytes read = new LeastBytes();
  private final LeastBytes write = new LeastBytes();

  private Transfers() {}

  /** What a read and a write allocate with an API. */
  static String measure(String api) throws Exception {
    Transfers transfers = new Transfers();
    switch (api) {
      case "Socket":
        transfers.sockets();
        break;
      case "SocketChannel":
        transfers.channels();
        break;
      case "Selector":
        transfers.selector();
        break;
      case "AsynchronousSocketChannel":
        transfers.asynchronous();
        break;
      default:
        throw new IllegalArgumentException(api);
    }
    return transfers.read.least() + " " + transfers.write.least();
  }

  private void sockets() throws Exception {
    byte[] bytes = new byte[SIZE];
    try (ServerSocket listener = new ServerSocket(0, 1, ANY.getAddress());
        Socket client = new Socket(ANY.getAddress(), listener.getLocalPort());
        Socket accepted = listener.accept()) {
      turns(
          () -> {
            client.getOutputStream().write(bytes);
            return SIZE;
          },
          () -> accepted.getInputStream().read(bytes));
    }
  }

  private void channels() throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(SIZE);
    try (ServerSocketChannel listener = ServerSocketChannel.open().bind(ANY);
        SocketChannel client = SocketChannel.open(listener.getLocalAddress());
        SocketChannel accepted = listener.accept()) {
      turns(() -> client.write(cleared(bytes)), () -> accepted.read(cleared(bytes)));
    }
  }

  private void selector() throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(SIZE);
    try (ServerSocketChannel listener = ServerSocketChannel.open().bind(ANY);
        SocketChannel client = SocketChannel.open(listener.getLocalAddress());
        SocketChannel accepted = listener.accept();
        Selector selector = Selector.open()) {
      client.configureBlocking(false);
      accepted.configureBlocking(false);
      accepted.register(selector, SelectionKey.OP_READ);
      turns(
          () -> client.write(cleared(bytes)),
          () -> {
            selector.select();
            selector.selectedKeys().clear();
            return accepted.read(cleared(bytes));
          });
    }
  }

  /**
   * Both are done at once, and so in this thread: there is room to write, and then data to read.
   */
  private void asynchronous() throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(SIZE);
    try (AsynchronousServerSocketChannel listener =
            AsynchronousServerSocketChannel.open().bind(ANY);
        AsynchronousSocketChannel client = AsynchronousSocketChannel.open()) {
      client.connect(listener.getLocalAddress()).get();
      try (AsynchronousSocketChannel accepted = listener.accept().get()) {
        turns(() -> client.write(cleared(bytes)).get(), () -> accepted.read(cleared(bytes)).get());
      }
    }
  }

  private static ByteBuffer cleared(ByteBuffer bytes) {
    bytes.clear();
    return bytes;
  }

  private void turns(Transfer writing, Transfer reading) throws Exception {
    for (int turn = 0; turn < TURNS; turn++) {
      write.begin();
      int written = writing.run();
      write.end();
      read.begin();
      int got = reading.run();
      read.end();
      if (written != SIZE || got != SIZE) {
        throw new IllegalStateException(got + " bytes of " + written);
      }
    }
  }
}
