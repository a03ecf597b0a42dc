package io.closewait.it.program;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** Opens its sockets before it is ready, and uses all but two of them at the line {@code use}. */
public final class Elders {
  private final Held held = new Held();
  private final Peer peer = held.add(new Peer());
  private final Pipe pipe = Pipe.open();
  private final Socket read;
  private final Socket written;
  private final SocketChannel channel;
  private final Socket[] others = new Socket[3];

  private Elders() throws IOException {
    read = open();
    others[0] = held.add(peer.accept(read));
    written = open();
    others[1] = held.add(peer.accept(written));
    channel = held.add(SocketChannel.open(peer.address()));
    others[2] = held.add(peer.accept(channel));
    peer.hangUp(open());
    silent();
  }

  public static void main(String[] args) throws Exception {
    Elders program = new Elders();
    Console.ready(program::obey);
  }

  private String obey(String line) throws IOException {
    if (!line.equals("use")) {
      pipe.source().close();
      pipe.sink().close();
      return held.closeAll();
    }
    usePipe();
    readToEnd();
    readChannelToEnd();
    write();
    return "used";
  }

  private Socket open() throws IOException {
    return held.add(new Socket(peer.address().getAddress(), peer.address().getPort()));
  }

  /** A channel whose selector's thread waits already, without an interest in reading. */
  private void silent() throws IOException {
    SocketChannel silent = held.add(SocketChannel.open(peer.address()));
    silent.configureBlocking(false);
    Selector selector = held.add(Selector.open());
    silent.register(selector, 0);
    Thread thread = new Thread(() -> select(selector), "silent");
    thread.setDaemon(true);
    thread.start();
    peer.hangUp(silent);
  }

  private static void select(Selector selector) {
    try {
      while (selector.isOpen()) {
        selector.select();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** No TCP socket, although it passes the same classes. */
  private void usePipe() throws IOException {
    pipe.sink().write(ByteBuffer.wrap(new byte[1]));
    pipe.source().read(ByteBuffer.allocate(1));
  }

  private void readToEnd() throws IOException {
    others[0].close();
    while (read.getInputStream().read() >= 0) {}
  }

  private void readChannelToEnd() throws IOException {
    others[2].close();
    while (channel.read(ByteBuffer.allocate(1)) >= 0) {}
  }

  private void write() throws IOException {
    written.getOutputStream().write('x');
    others[1].getInputStream().read();
    others[1].close();
  }
}
