package io.closewait.it.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Tells how many bytes its thread allocates: at a line with a stack depth for a connection, {@code
 * connect accept throwable}; at a line with the name of an API for its {@link Transfers}, {@code
 * read write}.
 */
public final class Allocations {
  private static final int TURNS = 200;

  /** Frames of the JDK and of an agent between a caller of connect and the capture of its stack. */
  private static final int HOOK_FRAMES = 12;

  private final ServerSocket listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
  private LeastBytes connect = new LeastBytes();
  private LeastBytes accept = new LeastBytes();
  private LeastBytes throwable = new LeastBytes();

  private Allocations() throws IOException {}

  public static void main(String[] args) throws Exception {
    Allocations program = new Allocations();
    Console.ready(
        line ->
            Character.isDigit(line.charAt(0))
                ? program.measure(Integer.parseInt(line))
                : Transfers.measure(line));
  }

  private String measure(int depth) throws IOException {
    connect = new LeastBytes();
    accept = new LeastBytes();
    throwable = new LeastBytes();
    for (int turn = 0; turn < TURNS; turn++) {
      descend(depth);
      descendToThrowable(depth + HOOK_FRAMES);
    }
    return connect.least() + " " + accept.least() + " " + throwable.least();
  }

  private void descend(int frames) throws IOException {
    if (frames > 0) {
      descend(frames - 1);
    } else {
      connection();
    }
  }

  private void descendToThrowable(int frames) {
    if (frames > 0) {
      descendToThrowable(frames - 1);
    } else {
      throwable.begin();
      new Throwable().getClass();
      throwable.end();
    }
  }

  private void connection() throws IOException {
    try (Socket client = new Socket()) {
      client.setSoLinger(true, 0);
      connect.begin();
      client.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()));
      connect.end();
      accept.begin();
      Socket accepted = listener.accept();
      accept.end();
      accepted.close();
    }
  }
}
