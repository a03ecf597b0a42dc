package io.closewait.it.program;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * At the line {@code churn}, opens 5,000 connections in four threads, one after the other in each.
 * Each spends nearly all of its short life in CLOSE_WAIT, and the next one has its descriptor. The
 * answer is how many of them, on a machine that stalls, were in CLOSE_WAIT for a second.
 */
public final class Churn {
  private static final int THREADS = 4;
  private static final int CONNECTIONS = 5000 / THREADS;
  private static final long MILLIS_IN_CLOSE_WAIT = 4;

  /** A second, less what is lost where times are cut to milliseconds. */
  private static final long LONG_NANOS = 990_000_000;

  private static final AtomicInteger LONG = new AtomicInteger();

  private Churn() {}

  public static void main(String[] args) throws Exception {
    Console.ready(line -> line.equals("churn") ? churn() : "closed");
  }

  private static String churn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<Void>> running = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Callable<Void> work = i % 2 == 0 ? Churn::sockets : Churn::channels;
      running.add(threads.submit(work));
    }
    for (Future<Void> each : running) {
      each.get();
    }
    threads.shutdown();
    return "churned " + LONG;
  }

  private static Void sockets() throws IOException, InterruptedException {
    try (Peer peer = new Peer()) {
      for (int i = 0; i < CONNECTIONS; i++) {
        long start;
        try (Socket socket = new Socket(peer.address().getAddress(), peer.address().getPort())) {
          start = System.nanoTime();
          peer.hangUp(socket);
          while (socket.getInputStream().read() >= 0) {}
          Thread.sleep(MILLIS_IN_CLOSE_WAIT);
        }
        count(System.nanoTime() - start);
      }
    }
    return null;
  }

  private static Void channels() throws IOException, InterruptedException {
    try (Peer peer = new Peer()) {
      for (int i = 0; i < CONNECTIONS; i++) {
        long start;
        try (SocketChannel channel = SocketChannel.open(peer.address())) {
          start = System.nanoTime();
          peer.hangUp(channel);
          while (channel.read(ByteBuffer.allocate(1)) >= 0) {}
          Thread.sleep(MILLIS_IN_CLOSE_WAIT);
        }
        count(System.nanoTime() - start);
      }
    }
    return null;
  }

  private static void count(long nanos) {
    if (nanos >= LONG_NANOS) {
      LONG.incrementAndGet();
    }
  }
}
