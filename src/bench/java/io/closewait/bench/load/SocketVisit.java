package io.closewait.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Connect, accept, one byte and close with java.net.Socket. The client resets the connection, so
 * that it leaves no port in TIME_WAIT.
 */
final class SocketVisit implements Workload {
  private final int depth;

  SocketVisit(int depth) {
    this.depth = depth;
  }

  @Override
  public InetSocketAddress serve() throws IOException {
    ServerSocket server = new ServerSocket();
    server.bind(Workloads.anywhere(), Workloads.BACKLOG);
    Workloads.daemon("acceptor", () -> acceptForEver(server));
    return Workloads.loopback(server.getLocalPort());
  }

  private void acceptForEver(ServerSocket server) {
    Stack stack = new Stack();
    Operation accept =
        () -> {
          stack.capture();
          try (Socket socket = server.accept()) {
            socket.getOutputStream().write(1);
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
    Stack stack = new Stack();
    Operation visit =
        () -> {
          stack.capture();
          try (Socket socket = new Socket()) {
            socket.setSoLinger(true, 0);
            socket.connect(server);
            if (socket.getInputStream().read() < 0) {
              throw new EOFException("the server did not answer");
            }
          }
        };
    return () -> Depth.call(depth, visit);
  }
}
