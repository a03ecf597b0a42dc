package io.closewait.it.program;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.NetworkChannel;

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

  /**
   * Accepts a client's connection. Strangers are turned away, who take this listener for a former
   * one at its port.
   */
  Socket accept(Socket client) throws IOException {
    return accept(client.getLocalPort());
  }

  /** The same for a channel, which is connected or bound. */
  Socket accept(NetworkChannel client) throws IOException {
    return accept(((InetSocketAddress) client.getLocalAddress()).getPort());
  }

  private Socket accept(int port) throws IOException {
    Socket caller = listener.accept();
    while (caller.getPort() != port) {
      caller.close();
      caller = listener.accept();
    }
    return caller;
  }

  /** Accepts a client's connection and closes it: it is in CLOSE_WAIT when this returns. */
  void hangUp(Socket client) throws IOException {
    accept(client).close();
  }

  /** The same for a channel, which is connected. */
  void hangUp(NetworkChannel client) throws IOException {
    accept(client).close();
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
