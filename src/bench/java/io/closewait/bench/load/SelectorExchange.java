package io.closewait.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;

/** Request and response on open, non-blocking channels, each side with selectors. */
final class SelectorExchange implements Workload {
  @Override
  public InetSocketAddress serve() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(Workloads.anywhere(), Workloads.BACKLOG);
    server.configureBlocking(false);
    Selector selector = Selector.open();
    server.register(selector, SelectionKey.OP_ACCEPT);
    ByteBuffer buffer = ByteBuffer.allocateDirect(SocketExchange.BYTES);
    Workloads.daemon("selector", () -> select(selector, buffer));
    return (InetSocketAddress) server.getLocalAddress();
  }

  private static void select(Selector selector, ByteBuffer buffer) {
    while (true) {
      try {
        selector.select();
        Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
        while (keys.hasNext()) {
          serve(selector, keys.next(), buffer);
          keys.remove();
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void serve(Selector selector, SelectionKey key, ByteBuffer buffer)
      throws IOException {
    if (key.isAcceptable()) {
      SocketChannel accepted = ((ServerSocketChannel) key.channel()).accept();
      accepted.configureBlocking(false);
      accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
      accepted.register(selector, SelectionKey.OP_READ);
      return;
    }
    SocketChannel channel = (SocketChannel) key.channel();
    buffer.clear();
    if (channel.read(buffer) < 0) {
      channel.close();
      return;
    }
    buffer.flip();
    channel.write(buffer);
  }

  @Override
  public Operation client(InetSocketAddress server) throws IOException {
    SocketChannel channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    Selector selector = Selector.open();
    channel.register(selector, SelectionKey.OP_READ);
    ByteBuffer buffer = ByteBuffer.allocateDirect(SocketExchange.BYTES);
    return () -> {
      buffer.clear();
      channel.write(buffer);
      buffer.clear();
      while (buffer.hasRemaining()) {
        selector.select();
        selector.selectedKeys().clear();
        if (channel.read(buffer) < 0) {
          throw new EOFException("the server has gone");
        }
      }
    };
  }
}
