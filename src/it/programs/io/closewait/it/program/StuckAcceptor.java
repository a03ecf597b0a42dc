package io.closewait.it.program;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.CountDownLatch;

/**
 * Servers whose clients hang up before they are accepted: the argument says how the accepting
 * thread came to accept no more.
 */
public final class StuckAcceptor {
  private static final int CLIENTS = 3;
  private static final int BACKLOG = 4;
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final CountDownLatch handled = new CountDownLatch(1);
  private final CountDownLatch handling = new CountDownLatch(1);
  private InetSocketAddress address;
  private Accept accept;

  /** Accepts one connection after the other, and handles each itself. */
  private interface Accept {
    Closeable next() throws Exception;
  }

  private StuckAcceptor() {}

  public static void main(String[] args) throws Exception {
    StuckAcceptor program = new StuckAcceptor();
    program.accept = program.listen(args[0]);
    if (!args[0].equals("never")) {
      program.start();
      Peer.callAndHangUp(program.address);
      program.handling.await();
    }
    for (int i = 0; i < CLIENTS; i++) {
      Peer.callAndHangUp(program.address);
    }
    Console.ready(program::obey);
  }

  private Accept listen(String how) throws IOException {
    switch (how) {
      case "channel":
        return listenByChannel();
      case "adaptor":
        return listenByAdaptor();
      case "async":
        return listenByAsynchronousChannel();
      default:
        return listenBySocket();
    }
  }

  private Accept listenBySocket() throws IOException {
    ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    address = (InetSocketAddress) server.getLocalSocketAddress();
    return server::accept;
  }

  private Accept listenByChannel() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open().bind(ANY_PORT, BACKLOG);
    address = (InetSocketAddress) server.getLocalAddress();
    return server::accept;
  }

  private Accept listenByAdaptor() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open().bind(ANY_PORT, BACKLOG);
    address = (InetSocketAddress) server.getLocalAddress();
    return server.socket()::accept;
  }

  private Accept listenByAsynchronousChannel() throws IOException {
    AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open();
    server.bind(ANY_PORT, BACKLOG);
    address = (InetSocketAddress) server.getLocalAddress();
    return () -> server.accept().get();
  }

  private void start() {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  Closeable connection = accept.next();
                  handle();
                  connection.close();
                }
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            "acceptor");
    thread.setDaemon(true);
    thread.start();
  }

  private void handle() throws InterruptedException {
    handling.countDown();
    handled.await();
  }

  private String obey(String line) {
    handled.countDown();
    return "closed";
  }
}
