package io.closewait.it.program;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Leaves three sockets in CLOSE_WAIT before it is ready, and two more at each line {@code open}.
 */
public final class OpensOnDemand {
  private final Held held = new Held();
  private final Peer peer = held.add(new Peer());

  private OpensOnDemand() throws IOException {}

  public static void main(String[] args) throws Exception {
    OpensOnDemand program = new OpensOnDemand();
    program.early();
    Console.ready(program::obey);
  }

  private String obey(String line) throws IOException {
    if (line.equals("open")) {
      late();
      late();
      return "opened";
    }
    return held.closeAll();
  }

  private void early() throws IOException {
    open();
    open();
    SocketChannel channel = held.add(SocketChannel.open(peer.address()));
    peer.hangUp(channel);
    while (channel.read(ByteBuffer.allocate(1)) >= 0) {}
  }

  private void late() throws IOException {
    open();
  }

  private void open() throws IOException {
    Socket socket = held.add(new Socket(peer.address().getAddress(), peer.address().getPort()));
    peer.hangUp(socket);
    while (socket.getInputStream().read() >= 0) {}
  }
}
