package io.closewait.bench.load;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Request and response on an open connection with the streams of java.net.Socket. */
final class SocketExchange implements Workload {
  static final int BYTES = 100;

  @Override
  public InetSocketAddress serve() throws IOException {
    ServerSocket server = new ServerSocket();
    server.bind(Workloads.anywhere(), Workloads.BACKLOG);
    Workloads.daemon("acceptor", () -> accept(server));
    return Workloads.loopback(server.getLocalPort());
  }

  private static void accept(ServerSocket server) {
    while (true) {
      try {
        Socket socket = server.accept();
        Workloads.daemon("echo", () -> echo(socket));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void echo(Socket socket) {
    byte[] buffer = new byte[BYTES];
    try (Socket connection = socket) {
      connection.setTcpNoDelay(true);
      InputStream in = connection.getInputStream();
      OutputStream out = connection.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
      }
    } catch (IOException e) {
      // The client's process has ended.
    }
  }

  @Override
  public Operation client(InetSocketAddress server) throws IOException {
    Socket socket = new Socket(server.getAddress(), server.getPort());
    socket.setTcpNoDelay(true);
    DataInputStream in = new DataInputStream(socket.getInputStream());
    OutputStream out = socket.getOutputStream();
    byte[] buffer = new byte[BYTES];
    return () -> {
      out.write(buffer);
      in.readFully(buffer);
    };
  }
}
