package io.closewait.it.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;

/**
 * Brings connections to another host into every state of TCP, together with that host and what is
 * dropped there; each in a method of its own.
 *
 * <p>Its arguments are this host's address, the other's, and the ports there that answer nothing,
 * answer until the test cuts them off, confirm no connection, keep connections, close after this
 * program has, are said to be unreachable, and refuse.
 */
public final class EveryState {
  static final int ACTIVE_CLOSES = 12;

  private final Held held = new Held();
  private final InetAddress near;
  private final InetAddress far;
  private final int[] ports = new int[7];
  private Socket silent;
  private Socket used;
  private Socket closed;
  private Socket closedByBoth;
  private Socket closedByPeer;

  private EveryState(String[] args) throws IOException {
    near = InetAddress.getByName(args[0]);
    far = InetAddress.getByName(args[1]);
    for (int i = 0; i < ports.length; i++) {
      ports[i] = Integer.parseInt(args[i + 2]);
    }
  }

  public static void main(String[] args) throws Exception {
    Console.ready(new EveryState(args)::obey);
  }

  private String obey(String line) throws IOException {
    switch (line) {
      case "open":
        synSent();
        silent = unacknowledged();
        closed = finWait1();
        closedByBoth = closing();
        closedByPeer = lastAck();
        neverAcknowledged();
        halfClosed();
        idle();
        keptAlive();
        used = used();
        closeWait();
        closed();
        unreachable();
        refused();
        for (int i = 0; i < ACTIVE_CLOSES; i++) {
          timeWait();
        }
        return "listening at " + acceptQueue() + " and " + handshake();
      case "act":
        silent.getOutputStream().write(new byte[5]);
        closed.close();
        closedByBoth.close();
        closedByPeer.close();
        return "acted";
      case "use":
        used.getOutputStream().write(1);
        return "used";
      default:
        return held.closeAll();
    }
  }

  private void synSent() throws IOException {
    SocketChannel channel = held.add(SocketChannel.open());
    channel.configureBlocking(false);
    channel.connect(new InetSocketAddress(far, ports[0]));
  }

  private Socket unacknowledged() throws IOException {
    return greeted(held.add(new Socket(far, ports[1])));
  }

  private Socket finWait1() throws IOException {
    return greeted(new Socket(far, ports[1]));
  }

  private Socket closing() throws IOException {
    return greeted(new Socket(far, ports[1]));
  }

  private Socket lastAck() throws IOException {
    return greeted(new Socket(far, ports[1]));
  }

  private void neverAcknowledged() throws IOException {
    Socket socket = held.add(new Socket(far, ports[2]));
    socket.getOutputStream().write(new byte[7]);
  }

  private void halfClosed() throws IOException {
    Socket socket = greeted(held.add(new Socket(far, ports[3])));
    socket.shutdownOutput();
  }

  private void idle() throws IOException {
    greeted(held.add(new Socket(far, ports[3])));
  }

  private void keptAlive() throws IOException {
    greeted(held.add(new Socket(far, ports[3]))).setKeepAlive(true);
  }

  private Socket used() throws IOException {
    return greeted(held.add(new Socket(far, ports[3])));
  }

  private void closeWait() throws IOException {
    greeted(held.add(new Socket(far, ports[3])));
  }

  private void closed() throws IOException {
    greeted(held.add(new Socket(far, ports[3])));
  }

  private void unreachable() {
    fail(ports[5]);
  }

  private void refused() {
    fail(ports[6]);
  }

  private void fail(int port) {
    try {
      held.add(new Socket(far, port));
      throw new IllegalStateException("connected to port " + port);
    } catch (IOException expected) {
      // As it should be.
    }
  }

  private void timeWait() throws IOException {
    greeted(new Socket(far, ports[4])).close();
  }

  private int acceptQueue() throws IOException {
    return held.add(new ServerSocket(0, 2, near)).getLocalPort();
  }

  private int handshake() throws IOException {
    return held.add(new ServerSocket(0, 50, near)).getLocalPort();
  }

  private static Socket greeted(Socket socket) throws IOException {
    if (socket.getInputStream().read() != '!') {
      throw new IllegalStateException("no word from the other host");
    }
    return socket;
  }
}
