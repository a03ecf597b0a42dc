package io.closewait.it.program;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocketFactory;

/** Opens a socket through each API and forgets it; the line {@code collect} collects garbage. */
public final class Dropped {
  private final Held held = new Held();
  private final Peer peer = held.add(new Peer());
  private final Selector selector = held.add(Selector.open());

  private Dropped() throws IOException {}

  public static void main(String[] args) throws Exception {
    Dropped program = new Dropped();
    program.socket();
    program.tls();
    program.channel();
    program.adaptor();
    program.cancelledKey();
    program.async();
    Console.ready(program::obey);
  }

  private String obey(String line) throws IOException {
    if (line.equals("close")) {
      return held.closeAll();
    }
    System.gc();
    System.runFinalization();
    return "collected";
  }

  private void socket() throws IOException {
    Socket socket = new Socket(peer.address().getAddress(), peer.address().getPort());
    peer.hangUp(socket);
    socket.getOutputStream();
  }

  /** Never shakes hands, so that it needs no key. */
  private void tls() throws IOException {
    peer.hangUp(
        SSLSocketFactory.getDefault()
            .createSocket(peer.address().getAddress(), peer.address().getPort()));
  }

  private void channel() throws IOException {
    peer.hangUp(SocketChannel.open(peer.address()));
  }

  private void adaptor() throws IOException {
    Socket adaptor = SocketChannel.open().socket();
    adaptor.connect(peer.address());
    peer.hangUp(adaptor);
  }

  private void cancelledKey() throws IOException {
    SocketChannel channel = SocketChannel.open(peer.address());
    peer.hangUp(channel);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ).cancel();
    selector.selectNow();
  }

  private void async() throws Exception {
    AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
    channel.connect(peer.address()).get();
    peer.hangUp(channel);
  }
}
