package io.closewait.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;

/**
 * Runs in each thread so many operations as each line of its standard input says, and answers with
 * operations, nanoseconds, and the 50th and 99th percentile of an operation's nanoseconds.
 *
 * <p>Its threads live from the first slice to the last: the kernel's accounts of a thread are gone
 * when it ends.
 */
public final class Client {
  private static final long LONGEST = 60_000_000_000L;

  private final CyclicBarrier barrier;
  private final Histogram[] histograms;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private volatile long operations;

  private Client(int threads) {
    barrier = new CyclicBarrier(threads + 1);
    histograms = new Histogram[threads];
  }

  /**
   * Runs.
   *
   * @param arguments workload, depth, then the port for each thread
   */
  public static void main(String[] arguments) throws Exception {
    Workload workload = Workloads.of(arguments[0], Integer.parseInt(arguments[1]));
    Client client = new Client(arguments.length - 2);
    for (int i = 2; i < arguments.length; i++) {
      int port = Integer.parseInt(arguments[i]);
      client.start(i - 2, workload.client(Workloads.loopback(port)));
    }
    System.out.println("ready");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(client.slice(Long.parseLong(line)));
    }
    System.exit(0);
  }

  private void start(int index, Operation operation) {
    Histogram histogram = new Histogram(LONGEST, 3);
    histograms[index] = histogram;
    Workloads.daemon(
        "client " + index,
        () -> {
          try {
            while (true) {
              barrier.await();
              try {
                repeat(operation, histogram);
              } catch (IOException e) {
                failure.set(e);
              }
              barrier.await();
            }
          } catch (InterruptedException | BrokenBarrierException e) {
            failure.set(e);
          }
        });
  }

  private void repeat(Operation operation, Histogram histogram) throws IOException {
    long started = System.nanoTime();
    for (long left = operations; left > 0; left--) {
      operation.run();
      long ended = System.nanoTime();
      histogram.recordValue(Math.min(ended - started, LONGEST));
      started = ended;
    }
  }

  private String slice(long operationsOfEach) throws Exception {
    for (Histogram histogram : histograms) {
      histogram.reset();
    }
    long started = System.nanoTime();
    operations = operationsOfEach;
    barrier.await();
    barrier.await();
    long nanos = System.nanoTime() - started;
    if (failure.get() != null) {
      throw failure.get();
    }
    Histogram all = new Histogram(LONGEST, 3);
    for (Histogram histogram : histograms) {
      all.add(histogram);
    }
    return all.getTotalCount()
        + " "
        + nanos
        + " "
        + all.getValueAtPercentile(50)
        + " "
        + all.getValueAtPercentile(99);
  }
}
