package io.closewait.bench.load;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Accepts connections and keeps them; a line on its standard input makes it close them all. Those
 * of its second port it closes at once.
 */
public final class Keeper {
  private static final List<Socket> SOCKETS = new ArrayList<>();

  private Keeper() {}

  /** Runs until its standard input ends. */
  public static void main(String[] arguments) throws IOException {
    ServerSocket kept = listen();
    ServerSocket closed = listen();
    Workloads.daemon("acceptor", () -> acceptAndKeep(kept));
    Workloads.daemon("visited", () -> acceptAndClose(closed));
    System.out.println("ports " + kept.getLocalPort() + " " + closed.getLocalPort());
    while (System.in.read() >= 0) {
      closeAll();
    }
    System.exit(0);
  }

  private static ServerSocket listen() throws IOException {
    ServerSocket server = new ServerSocket();
    server.bind(Workloads.anywhere(), Workloads.BACKLOG);
    return server;
  }

  private static void acceptAndKeep(ServerSocket server) {
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

  private static void acceptAndClose(ServerSocket server) {
    while (true) {
      try {
        server.accept().close();
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
