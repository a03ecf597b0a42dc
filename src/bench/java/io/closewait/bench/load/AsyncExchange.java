package io.closewait.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Request and response on an open AsynchronousSocketChannel. */
final class AsyncExchange implements Workload {
  @Override
  public InetSocketAddress serve() throws IOException {
    AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open();
    server.bind(Workloads.anywhere(), Workloads.BACKLOG);
    server.accept(null, new Acceptor(server));
    return (InetSocketAddress) server.getLocalAddress();
  }

  /** Starts an echo on each connection. */
  private static final class Acceptor
      implements CompletionHandler<AsynchronousSocketChannel, Object> {
    private final AsynchronousServerSocketChannel server;

    Acceptor(AsynchronousServerSocketChannel server) {
      this.server = server;
    }

    @Override
    public void completed(AsynchronousSocketChannel channel, Object nothing) {
      server.accept(null, this);
      try {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      new Echo(channel).read();
    }

    @Override
    public void failed(Throwable error, Object nothing) {
      throw new IllegalStateException(error);
    }
  }

  /** Writes back what it reads, in turns. */
  private static final class Echo implements CompletionHandler<Integer, Boolean> {
    private final AsynchronousSocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(SocketExchange.BYTES);

    Echo(AsynchronousSocketChannel channel) {
      this.channel = channel;
    }

    void read() {
      buffer.clear();
      channel.read(buffer, true, this);
    }

    @Override
    public void completed(Integer count, Boolean wasRead) {
      if (count < 0) {
        return;
      }
      if (wasRead) {
        buffer.flip();
        channel.write(buffer, false, this);
      } else if (buffer.hasRemaining()) {
        channel.write(buffer, false, this);
      } else {
        read();
      }
    }

    @Override
    public void failed(Throwable error, Boolean wasRead) {
      // The client's process has ended.
    }
  }

  @Override
  public Operation client(InetSocketAddress server) throws IOException {
    AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
    await(channel.connect(server));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    ByteBuffer buffer = ByteBuffer.allocateDirect(SocketExchange.BYTES);
    return () -> {
      buffer.clear();
      while (buffer.hasRemaining()) {
        await(channel.write(buffer));
      }
      buffer.clear();
      while (buffer.hasRemaining()) {
        if (await(channel.read(buffer)) < 0) {
          throw new EOFException("the server has gone");
        }
      }
    };
  }

  private static <T> T await(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException(e);
    }
  }
}
