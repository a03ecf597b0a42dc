package io.closewait.it.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * At the line {@code overflow} it reads, writes and connects in vain where its stack ends, as
 * programs do that recurse without end.
 */
public final class FullStacks {
  private static final int STACK = 1 << 19;
  private static final int ROUNDS = 60;

  /** Frames above the end of the stack from which it tries. */
  private static final int TRIED = 60;

  private final Held held = new Held();
  private final Peer peer = held.add(new Peer());
  private final Socket socket;
  private final InetSocketAddress nobody;
  private int tried;

  private FullStacks() throws IOException {
    socket = held.add(new Socket(peer.address().getAddress(), peer.address().getPort()));
    held.add(peer.accept(socket)).getOutputStream().write(new byte[1 << 14]);
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = (InetSocketAddress) gone.getLocalSocketAddress();
    }
  }

  public static void main(String[] args) throws Exception {
    Console.ready(new FullStacks()::obey);
  }

  private String obey(String line) throws InterruptedException, IOException {
    if (line.equals("close")) {
      return held.closeAll();
    }
    // Once while there is room: a class of the JDK whose initialisation overflows is broken.
    use();
    Thread thread = new Thread(null, this::overflow, "deep", STACK);
    thread.start();
    thread.join();
    return "overflowed";
  }

  private void overflow() {
    for (int i = 0; i < ROUNDS; i++) {
      tried = 0;
      try {
        down(i);
      } catch (StackOverflowError expected) {
        // From one of the last frames.
      }
    }
  }

  private void down(long depth) {
    try {
      down(depth + 1);
    } catch (StackOverflowError e) {
      if (tried++ < TRIED) {
        use();
      }
      throw e;
    }
  }

  private void use() {
    try {
      socket.getOutputStream().write(1);
      socket.getInputStream().read();
      new Socket(nobody.getAddress(), nobody.getPort()).close();
    } catch (IOException expected) {
      // Nobody listens.
    }
  }
}
