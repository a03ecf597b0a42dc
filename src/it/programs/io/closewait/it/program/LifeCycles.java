package io.closewait.it.program;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Opens two sockets through each API of java.net and java.nio, each pair in a method of its own,
 * reads them to the end and leaves them in CLOSE_WAIT.
 */
public final class LifeCycles {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final Held held = new Held();
  private final Peer peer = held.add(new Peer());

  private LifeCycles() throws IOException {}

  public static void main(String[] args) throws Exception {
    LifeCycles program = new LifeCycles();
    for (int i = 0; i < 2; i++) {
      program.sockets();
      program.channels();
      program.adaptors();
      program.asynchronousChannels();
      program.nothing();
    }
    Console.ready(line -> program.held.closeAll());
  }

  private void sockets() throws IOException {
    socketConnect();
    socketConnectTimeout();
    socketAccept();
  }

  private void channels() throws IOException {
    channelBlocking();
    channelNonBlocking();
    channelSelected();
    channelAccept();
    channelAcceptNonBlocking();
  }

  private void adaptors() throws IOException {
    adaptorConnect();
    adaptorConnectTimeout();
    adaptorAccept();
  }

  private void asynchronousChannels() throws Exception {
    asyncConnect();
    asyncAccept();
  }

  private void nothing() throws IOException {
    refusedSocket();
    refusedChannel();
    pipe();
  }

  private void socketConnect() throws IOException {
    Socket socket = held.add(new Socket(peer.address().getAddress(), peer.address().getPort()));
    peer.hangUp(socket);
    readToEnd(socket);
  }

  private void socketConnectTimeout() throws IOException {
    Socket socket = held.add(new Socket());
    socket.connect(peer.address(), 10_000);
    peer.hangUp(socket);
    readToEnd(socket);
  }

  private void socketAccept() throws IOException {
    ServerSocket server = held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    Peer.callAndHangUp((InetSocketAddress) server.getLocalSocketAddress());
    readToEnd(held.add(server.accept()));
  }

  private void channelBlocking() throws IOException {
    SocketChannel channel = held.add(SocketChannel.open(peer.address()));
    peer.hangUp(channel);
    readToEnd(channel);
  }

  private void channelNonBlocking() throws IOException {
    SocketChannel channel = held.add(SocketChannel.open());
    channel.configureBlocking(false);
    channel.connect(peer.address());
    while (!channel.finishConnect()) {
      Thread.yield();
    }
    peer.hangUp(channel);
    while (channel.read(ByteBuffer.allocate(1)) >= 0) {
      Thread.yield();
    }
  }

  private void channelSelected() throws IOException {
    Selector selector = held.add(Selector.open());
    SocketChannel channel = held.add(SocketChannel.open());
    channel.configureBlocking(false);
    channel.connect(peer.address());
    SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
    while (!channel.finishConnect()) {
      selector.select();
    }
    peer.hangUp(channel);
    key.interestOps(SelectionKey.OP_READ);
    while (channel.read(ByteBuffer.allocate(1)) >= 0) {
      selector.select();
    }
  }

  private void channelAccept() throws IOException {
    ServerSocketChannel server = held.add(ServerSocketChannel.open().bind(ANY_PORT));
    Peer.callAndHangUp((InetSocketAddress) server.getLocalAddress());
    readToEnd(held.add(server.accept()));
  }

  private void channelAcceptNonBlocking() throws IOException {
    ServerSocketChannel server = held.add(ServerSocketChannel.open().bind(ANY_PORT));
    server.configureBlocking(false);
    Peer.callAndHangUp((InetSocketAddress) server.getLocalAddress());
    readToEnd(held.add(server.accept()));
  }

  private void adaptorConnect() throws IOException {
    SocketChannel channel = held.add(SocketChannel.open());
    channel.socket().connect(peer.address());
    peer.hangUp(channel);
    readToEnd(channel.socket());
  }

  private void adaptorConnectTimeout() throws IOException {
    SocketChannel channel = held.add(SocketChannel.open());
    channel.socket().connect(peer.address(), 10_000);
    peer.hangUp(channel);
    readToEnd(channel.socket());
  }

  private void adaptorAccept() throws IOException {
    ServerSocketChannel server = held.add(ServerSocketChannel.open().bind(ANY_PORT));
    Peer.callAndHangUp((InetSocketAddress) server.getLocalAddress());
    readToEnd(held.add(server.socket().accept()));
  }

  private void asyncConnect() throws Exception {
    AsynchronousSocketChannel channel = held.add(AsynchronousSocketChannel.open());
    channel.connect(peer.address()).get();
    peer.hangUp(channel);
    readToEnd(channel);
  }

  private void asyncAccept() throws Exception {
    AsynchronousServerSocketChannel server = held.add(AsynchronousServerSocketChannel.open());
    server.bind(ANY_PORT);
    Peer.callAndHangUp((InetSocketAddress) server.getLocalAddress());
    readToEnd(held.add(server.accept().get()));
  }

  private void refusedSocket() throws IOException {
    Socket socket = held.add(new Socket());
    try {
      socket.connect(closedPort());
      throw new IllegalStateException("connected to a closed port");
    } catch (ConnectException e) {
      // As it should be.
    }
  }

  private void refusedChannel() throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.connect(closedPort());
      throw new IllegalStateException("connected to a closed port");
    } catch (ConnectException e) {
      // As it should be.
    }
  }

  /** A pipe is not TCP, but the JDK reads it to its end with the same code. */
  private void pipe() throws IOException {
    Pipe pipe = Pipe.open();
    pipe.sink().close();
    if (held.add(pipe.source()).read(ByteBuffer.allocate(1)) != -1) {
      throw new IllegalStateException("an empty pipe has bytes");
    }
  }

  private static InetSocketAddress closedPort() throws IOException {
    try (Peer gone = new Peer()) {
      return gone.address();
    }
  }

  private static void readToEnd(Socket socket) throws IOException {
    while (socket.getInputStream().read() >= 0) {}
  }

  private static void readToEnd(SocketChannel channel) throws IOException {
    while (channel.read(ByteBuffer.allocate(1)) >= 0) {}
  }

  private static void readToEnd(AsynchronousSocketChannel channel) throws Exception {
    while (channel.read(ByteBuffer.allocate(1)).get() >= 0) {}
  }
}
