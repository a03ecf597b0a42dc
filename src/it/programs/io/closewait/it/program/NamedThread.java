package io.closewait.it.program;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * In a thread whose name is its argument, opens connections that it reads to their end and forgets,
 * some that it closes and one that stays open.
 */
public final class NamedThread {
  private static final int LEAKED = 3;
  private static final int CLOSED = 4;

  private final Peer peer;
  private final List<Socket> sockets = new ArrayList<>();

  private NamedThread(Peer peer) {
    this.peer = peer;
  }

  public static void main(String[] args) throws Exception {
    try (Peer peer = new Peer()) {
      NamedThread program = new NamedThread(peer);
      Thread thread = new Thread(program::connect, args[0]);
      thread.start();
      thread.join();
      Console.ready(line -> "unknown");
    }
  }

  private void connect() {
    try {
      for (int i = 0; i < LEAKED + CLOSED; i++) {
        Socket socket = open();
        peer.hangUp(socket);
        if (socket.getInputStream().read() != -1) {
          throw new IllegalStateException("the peer has said something");
        }
        if (i < LEAKED) {
          sockets.add(socket);
        } else {
          socket.close();
        }
      }
      Socket socket = open();
      sockets.add(socket);
      sockets.add(peer.accept(socket));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Socket open() throws IOException {
    return new Socket(peer.address().getAddress(), peer.address().getPort());
  }
}
