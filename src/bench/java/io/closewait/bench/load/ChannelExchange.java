package io.closewait.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Request and response on an open, blocking SocketChannel. */
final class ChannelExchange implements Workload {
  @Override
  public InetSocketAddress serve() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(Workloads.anywhere(), Workloads.BACKLOG);
    Workloads.daemon("acceptor", () -> accept(server));
    return (InetSocketAddress) server.getLocalAddress();
  }

  private static void accept(ServerSocketChannel server) {
    while (true) {
      try {
        SocketChannel channel = server.accept();
        Workloads.daemon("echo", () -> echo(channel));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void echo(SocketChannel channel) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(SocketExchange.BYTES);
    try (SocketChannel connection = channel) {
      connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
      while (connection.read(buffer) >= 0) {
        buffer.flip();
        connection.write(buffer);
        buffer.clear();
      }
    } catch (IOException e) {
      // The client's process has ended.
    }
  }

  @Override
  public Operation client(InetSocketAddress server) throws IOException {
    SocketChannel channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    ByteBuffer buffer = ByteBuffer.allocateDirect(SocketExchange.BYTES);
    return () -> {
      buffer.clear();
      channel.write(buffer);
      buffer.clear();
      while (buffer.hasRemaining()) {
        if (channel.read(buffer) < 0) {
          throw new EOFException("the server has gone");
        }
      }
    };
  }
}
