package io.closewait.it.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.ExecutionException;

/**
 * Connects that fail, each way through each API three times, and connections that are closed first
 * or late; each in a method of its own.
 */
public final class Departures {
  private static final int FAILURES = 3;
  private static final int ACTIVE_CLOSES = 12;
  private static final long SLOW_MILLIS = 700;

  private final Held held = new Held();
  private final Peer peer = held.add(new Peer());
  private final InetSocketAddress closedPort = closedPort();
  private final ServerSocket full =
      held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));

  private Departures() throws IOException {}

  public static void main(String[] args) throws Exception {
    Departures program = new Departures();
    program.fill();
    for (int i = 0; i < FAILURES; i++) {
      program.refused();
      program.unresolvedSocket();
      program.unresolvedChannel();
      program.timedOut();
      program.givenUp();
      program.unreachable();
      program.reset();
    }
    for (int i = 0; i < ACTIVE_CLOSES; i++) {
      program.clientFirst();
      program.serverFirst();
    }
    program.closedLate();
    Console.ready(line -> program.held.closeAll());
  }

  private static InetSocketAddress closedPort() throws IOException {
    try (Peer gone = new Peer()) {
      return gone.address();
    }
  }

  /** Nobody accepts: one more than the backlog has room, and then none. */
  private void fill() throws IOException {
    for (int i = 0; i < 2; i++) {
      held.add(new Socket(full.getInetAddress(), full.getLocalPort()));
    }
  }

  private void refused() throws Exception {
    refusedSocket();
    refusedChannel();
    refusedNonBlocking();
    refusedAsync();
  }

  private void refusedSocket() {
    try {
      held.add(new Socket(closedPort.getAddress(), closedPort.getPort()));
      throw new IllegalStateException("connected to a closed port");
    } catch (IOException expected) {
      // As it should be.
    }
  }

  private void refusedChannel() {
    try {
      held.add(SocketChannel.open(closedPort));
      throw new IllegalStateException("connected to a closed port");
    } catch (IOException expected) {
      // As it should be.
    }
  }

  private void refusedNonBlocking() throws IOException {
    SocketChannel channel = held.add(SocketChannel.open());
    channel.configureBlocking(false);
    try {
      channel.connect(closedPort);
      while (!channel.finishConnect()) {
        Thread.yield();
      }
      throw new IllegalStateException("connected to a closed port");
    } catch (IOException expected) {
      // As it should be.
    }
  }

  private void refusedAsync() throws Exception {
    try {
      held.add(AsynchronousSocketChannel.open()).connect(closedPort).get();
      throw new IllegalStateException("connected to a closed port");
    } catch (ExecutionException expected) {
      // As it should be.
    }
  }

  private void unresolvedSocket() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(InetSocketAddress.createUnresolved("shop.invalid", 80));
      throw new IllegalStateException("connected to nowhere");
    } catch (IOException expected) {
      // As it should be.
    }
  }

  private void unresolvedChannel() throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.connect(InetSocketAddress.createUnresolved("shop.invalid", 80));
      throw new IllegalStateException("connected to nowhere");
    } catch (UnresolvedAddressException expected) {
      // As it should be.
    }
  }

  private void timedOut() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(full.getLocalSocketAddress(), 100);
      throw new IllegalStateException("there was room in the queue");
    } catch (IOException expected) {
      // As it should be.
    }
  }

  private void givenUp() throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.configureBlocking(false);
      channel.connect(full.getLocalSocketAddress());
    }
  }

  /** The kernel knows no route for a connection to all hosts. */
  private void unreachable() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("255.255.255.255", 80));
      throw new IllegalStateException("connected to all hosts");
    } catch (IOException expected) {
      // As it should be.
    }
  }

  /** The server has reset the connection before the client looks whether it is established. */
  private void reset() throws IOException {
    SocketChannel channel = held.add(SocketChannel.open());
    channel.configureBlocking(false);
    channel.bind(new InetSocketAddress(peer.address().getAddress(), 0));
    channel.connect(peer.address());
    Socket accepted = peer.accept(channel);
    accepted.setSoLinger(true, 0);
    accepted.close();
    try {
      while (!channel.finishConnect()) {
        Thread.yield();
      }
      throw new IllegalStateException("connected though the server has reset it");
    } catch (IOException expected) {
      // As it should be.
    }
  }

  private void clientFirst() throws IOException {
    Socket client = new Socket(peer.address().getAddress(), peer.address().getPort());
    Socket accepted = peer.accept(client);
    client.close();
    readToEnd(accepted);
    accepted.close();
  }

  private void serverFirst() throws IOException {
    Socket client = new Socket(peer.address().getAddress(), peer.address().getPort());
    accept(client).close();
    readToEnd(client);
    client.close();
  }

  private Socket accept(Socket client) throws IOException {
    return peer.accept(client);
  }

  private void closedLate() throws Exception {
    Socket client = new Socket(peer.address().getAddress(), peer.address().getPort());
    peer.hangUp(client);
    readToEnd(client);
    Thread.sleep(SLOW_MILLIS);
    client.close();
  }

  private static void readToEnd(Socket socket) throws IOException {
    while (socket.getInputStream().read() >= 0) {}
  }
}
