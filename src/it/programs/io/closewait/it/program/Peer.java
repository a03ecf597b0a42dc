package io.closewait.it.program;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The other end of a program's connections: a listener that closes them first. */
final class Peer implements Closeable {
  /** Talks with a client before the connection is closed. */
  interface Talk {
    void with(Socket client) throws Exception;
  }

  private final ServerSocket listener;

  Peer() throws IOException {
    listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  /** Accepts the next connection. */
  Socket accept() throws IOException {
    return listener.accept();
  }

  /** Accepts the next connection and closes it: its client is in CLOSE_WAIT when this returns. */
  void hangUp() throws IOException {
    listener.accept().close();
  }

  /**
   * The same for the client with this local port: a stranger may call too, who takes this listener
   * for a former one at its port.
   */
  void hangUp(int client) throws IOException {
    Socket caller;
    do {
      caller = listener.accept();
      caller.close();
    } while (caller.getPort() != client);
  }

  /** Accepts the next connection, talks and closes it, in a thread that the caller joins. */
  Thread hangUpAfter(Talk talk) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket client = listener.accept()) {
                talk.with(client);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            "peer");
    thread.start();
    return thread;
  }

  /** Connects to an address and closes at once, when the other end has accepted or will. */
  static void callAndHangUp(InetSocketAddress address) throws IOException {
    new Socket(address.getAddress(), address.getPort()).close();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
