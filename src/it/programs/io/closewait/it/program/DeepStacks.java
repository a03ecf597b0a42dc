package io.closewait.it.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Optional;

/**
 * Two callers, each of which leaves one socket in CLOSE_WAIT; their stacks are the same for more
 * than the 32 frames that HotSpot keeps in one piece.
 */
public final class DeepStacks {
  private static final int DEPTH = 10;

  private final Held held = new Held();
  private final Peer peer = held.add(new Peer());

  private DeepStacks() throws IOException {}

  public static void main(String[] args) throws Exception {
    DeepStacks program = new DeepStacks();
    program.left();
    program.right();
    Console.ready(line -> program.held.closeAll());
  }

  private void left() {
    deep(DEPTH);
  }

  private void right() {
    deep(DEPTH);
  }

  private Object deep(int depth) {
    return depth == 0 ? open() : Optional.of(depth - 1).map(this::deep).get();
  }

  private Object open() {
    try {
      Socket socket = held.add(new Socket(peer.address().getAddress(), peer.address().getPort()));
      peer.hangUp(socket);
      while (socket.getInputStream().read() >= 0) {}
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
