package io.closewait.it.program;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;

/**
 * Tells how many bytes its thread allocates for a connection, at the stack depth of each line of
 * its input: {@code connect accept read write throwable}.
 *
 * <p>What happens once, or with the first connections of a place alone, is kept out by taking the
 * least of many turns.
 */
public final class Allocations {
  private static final int TURNS = 200;

  /** Frames of the JDK and of an agent between a caller of connect and the capture of its stack. */
  private static final int HOOK_FRAMES = 12;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final ServerSocket listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
  private final long[] least = new long[5];
  private long mark;

  private Allocations() throws IOException {}

  public static void main(String[] args) throws Exception {
    Allocations program = new Allocations();
    Console.ready(line -> program.measure(Integer.parseInt(line)));
  }

  private String measure(int depth) throws IOException {
    Arrays.fill(least, Long.MAX_VALUE);
    for (int turn = 0; turn < TURNS; turn++) {
      descend(depth);
      descendToThrowable(depth + HOOK_FRAMES);
    }
    StringBuilder answer = new StringBuilder();
    for (long bytes : least) {
      answer.append(answer.length() == 0 ? "" : " ").append(bytes);
    }
    return answer.toString();
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
      begin();
      new Throwable().getClass();
      end(4);
    }
  }

  private void connection() throws IOException {
    try (Socket client = new Socket()) {
      client.setSoLinger(true, 0);
      begin();
      client.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()));
      end(0);
      begin();
      try (Socket accepted = listener.accept()) {
        end(1);
        transfer(client, accepted);
      }
    }
  }

  /** Twice, so that the first read and write of a connection, which may cost more, do not count. */
  private void transfer(Socket from, Socket to) throws IOException {
    byte[] bytes = new byte[100];
    for (int i = 0; i < 2; i++) {
      begin();
      from.getOutputStream().write(bytes);
      end(3);
      begin();
      if (to.getInputStream().read(bytes) != bytes.length) {
        throw new IOException("the bytes came in pieces");
      }
      end(2);
    }
  }

  private void begin() {
    mark = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private void end(int what) {
    long bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - mark;
    least[what] = Math.min(least[what], bytes);
  }
}
