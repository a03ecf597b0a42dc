package io.closewait.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** As {@link SocketVisit}, with blocking channels. */
final class ChannelVisit implements Workload {
  private final int depth;

  ChannelVisit(int depth) {
    this.depth = depth;
  }

  @Override
  public InetSocketAddress serve() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(Workloads.anywhere(), Workloads.BACKLOG);
    Workloads.daemon("acceptor", () -> acceptForEver(server));
    return (InetSocketAddress) server.getLocalAddress();
  }

  private void acceptForEver(ServerSocketChannel server) {
    ByteBuffer one = ByteBuffer.allocateDirect(1);
    Stack stack = new Stack();
    Operation accept =
        () -> {
          stack.capture();
          try (SocketChannel channel = server.accept()) {
            one.clear();
            channel.write(one);
          }
        };
    while (true) {
      try {
        Depth.call(depth, accept);
      } catch (IOException e) {
        // The client was faster with its reset.
      }
    }
  }

  @Override
  public Operation client(InetSocketAddress server) {
    ByteBuffer one = ByteBuffer.allocateDirect(1);
    Stack stack = new Stack();
    Operation visit =
        () -> {
          stack.capture();
          try (SocketChannel channel = SocketChannel.open()) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.connect(server);
            one.clear();
            if (channel.read(one) < 0) {
              throw new EOFException("the server did not answer");
            }
          }
        };
    return () -> Depth.call(depth, visit);
  }
}
