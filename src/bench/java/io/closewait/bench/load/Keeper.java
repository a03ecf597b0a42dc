package io.closewait.bench.load;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Accepts connections and keeps them; a line on its standard input makes it close them all. */
public final class Keeper {
  private static final List<Socket> SOCKETS = new ArrayList<>();

  private Keeper() {}

  /** Runs until its standard input ends. */
  public static void main(String[] arguments) throws IOException {
    ServerSocket server = new ServerSocket();
    server.bind(Workloads.anywhere(), Workloads.BACKLOG);
    Workloads.daemon("acceptor", () -> accept(server));
    System.out.println("ports " + server.getLocalPort());
    while (System.in.read() >= 0) {
      closeAll();
    }
    System.exit(0);
  }

  private static void accept(ServerSocket server) {
    while (true) {
      try {
        Socket socket = server.accept();
        synchronized (SOCKETS) {
          SOCKETS.add(socket);
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void closeAll() throws IOException {
    synchronized (SOCKETS) {
      for (Socket socket : SOCKETS) {
        socket.close();
      }
      SOCKETS.clear();
    }
  }
}
