package io.closewait.it;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Accepts the connections of a program under test, in this process, and keeps them. */
final class Answering implements Closeable {
  private final ServerSocket listener;
  private final Thread acceptor = new Thread(this::accept, "answering");
  private final List<Socket> accepted = new ArrayList<>();

  Answering() throws IOException {
    listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    acceptor.setDaemon(true);
    acceptor.start();
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Until the listener is closed. */
  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        synchronized (accepted) {
          accepted.add(socket);
        }
      }
    } catch (IOException e) {
      // Closed by its owner.
    }
  }

  /** Forgets those whose other end is gone, so that no more descriptors are open than there. */
  void drop() throws IOException {
    synchronized (accepted) {
      for (Socket socket : accepted) {
        socket.close();
      }
      accepted.clear();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    drop();
  }
}
