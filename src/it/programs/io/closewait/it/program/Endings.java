package io.closewait.it.program;

import java.io.IOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** Leaves one socket in each way in which a peer's end is not simply ignored. */
public final class Endings {
  private static final long MILLIS_BETWEEN_WRITES = 20;

  private final Held held = new Held();
  private final Peer peer = held.add(new Peer());

  private Endings() throws IOException {}

  public static void main(String[] args) throws Exception {
    Endings program = new Endings();
    program.halfClosed();
    program.reset();
    program.closedWhileSelectorIsIdle();
    Console.ready(line -> program.held.closeAll());
  }

  /** The peer has sent everything; the program goes on writing, as half-close allows. */
  private void halfClosed() throws IOException {
    Socket socket = held.add(new Socket(peer.address().getAddress(), peer.address().getPort()));
    Socket other = held.add(peer.accept(socket));
    other.shutdownOutput();
    readToEnd(socket);
    inBackground(() -> readToEnd(other));
    inBackground(() -> writeForEver(socket));
  }

  /** The peer closes, and then resets the connection: the kernel forgets it. */
  private void reset() throws IOException {
    Socket socket = held.add(new Socket(peer.address().getAddress(), peer.address().getPort()));
    Socket other = peer.accept(socket);
    other.setSoLinger(true, 0);
    other.shutdownOutput();
    readToEnd(socket);
    other.close();
  }

  /** Nobody selects, so that the selector keeps the descriptor; with SO_LINGER 0 without a FIN. */
  private void closedWhileSelectorIsIdle() throws IOException {
    Selector selector = held.add(Selector.open());
    SocketChannel channel = SocketChannel.open(peer.address());
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
    selector.selectNow();
    Socket other = peer.accept(channel);
    channel.close();
    other.close();
  }

  private static void readToEnd(Socket socket) throws IOException {
    while (socket.getInputStream().read() >= 0) {}
  }

  private static void writeForEver(Socket socket) throws IOException, InterruptedException {
    while (true) {
      socket.getOutputStream().write('x');
      Thread.sleep(MILLIS_BETWEEN_WRITES);
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  /** Until the work fails, because its socket has been closed. */
  private static void inBackground(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Exception e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
