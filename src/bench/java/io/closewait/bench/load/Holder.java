package io.closewait.bench.load;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Holds connections to a {@link Keeper} and tells what they cost; each line of its standard input
 * is a question that it answers with a number.
 *
 * <p>{@code hold COUNT}: how many it holds now. {@code leak COUNT}: how many leak, once these do.
 * {@code open}: processor nanoseconds for one more connection, opened and closed; {@code
 * allocated}: the bytes that it allocates. {@code heap}: bytes in use after full collections.
 * {@code sample TIMES} and {@code report FILE TIMES}: nanoseconds for the agent's sample or report,
 * the median of so many; {@code garbage FILE}: the bytes that a report allocates. {@code tables}:
 * nanoseconds to list the descriptors and to read the kernel's tables, without which there is no
 * complete report.
 */
public final class Holder {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int DEPTH = 20;
  private static final int TABLES = 15;
  private static final int BATCHES = 15;
  private static final int BATCH = 100;

  private final InetSocketAddress keeping;
  private final InetSocketAddress closing;
  private final List<Socket> held = new ArrayList<>();
  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
  private final ObjectName agent;

  private Holder(String keepingPort, String closingPort) throws JMException {
    keeping = Workloads.loopback(Integer.parseInt(keepingPort));
    closing = Workloads.loopback(Integer.parseInt(closingPort));
    agent = new ObjectName("io.closewait:type=Agent");
  }

  /**
   * Runs until its standard input ends.
   *
   * @param arguments the keeper's ports
   */
  public static void main(String[] arguments) throws Exception {
    Holder holder = new Holder(arguments[0], arguments[1]);
    System.out.println("ready");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(holder.answer(line.split(" ")));
    }
    System.exit(0);
  }

  private long answer(String[] words) throws Exception {
    switch (words[0]) {
      case "hold":
        hold(Integer.parseInt(words[1]));
        return held.size();
      case "leak":
        return leak(Integer.parseInt(words[1]));
      case "open":
        return open();
      case "allocated":
        return allocatedByOpen();
      case "heap":
        return heap();
      case "sample":
        return sample(Integer.parseInt(words[1]));
      case "tables":
        return tables();
      case "report":
        return report(words[1], Integer.parseInt(words[2]));
      case "garbage":
        return allocatedFor(() -> report(words[1], 1));
      default:
        throw new IllegalArgumentException(words[0]);
    }
  }

  private void hold(int count) throws IOException {
    while (held.size() < count) {
      Depth.call(DEPTH, () -> held.add(connect(keeping)));
    }
    while (held.size() > count) {
      held.remove(held.size() - 1).close();
    }
  }

  private int leak(int count) throws Exception {
    ObjectName connections = new ObjectName("io.closewait:type=Connections");
    int leaked = 0;
    while (leaked < count) {
      awaitSample();
      leaked = (Integer) beans.getAttribute(connections, "LeakedConnections");
    }
    return leaked;
  }

  private static Socket connect(InetSocketAddress server) throws IOException {
    Socket socket = new Socket();
    socket.setSoLinger(true, 0);
    socket.connect(server);
    return socket;
  }

  /** The median of batches. */
  private long open() throws IOException {
    long[] nanos = new long[BATCHES];
    for (int batch = 0; batch < BATCHES; batch++) {
      long before = THREADS.getCurrentThreadCpuTime();
      openAndCloseBatch();
      nanos[batch] = (THREADS.getCurrentThreadCpuTime() - before) / BATCH;
    }
    return median(nanos);
  }

  private int openAndCloseBatch() throws IOException {
    for (int i = 0; i < BATCH; i++) {
      Depth.call(DEPTH, () -> connect(closing).close());
    }
    return BATCH;
  }

  /** The mean of a batch. */
  private long allocatedByOpen() throws Exception {
    return allocatedFor(this::openAndCloseBatch) / BATCH;
  }

  private static long allocatedFor(Callable<?> task) throws Exception {
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    task.call();
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }

  private static long heap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  /** The median of the next samples that the agent takes by itself. */
  private long sample(int times) throws Exception {
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      awaitSample();
      nanos[i] = (long) ((Double) beans.getAttribute(agent, "LastSampleMillis") * 1e6);
    }
    return median(nanos);
  }

  private void awaitSample() throws Exception {
    while (!beans.isRegistered(agent)) {
      Thread.sleep(10);
    }
    long taken = (Long) beans.getAttribute(agent, "SamplesTaken");
    while ((Long) beans.getAttribute(agent, "SamplesTaken") <= taken) {
      Thread.sleep(5);
    }
  }

  private long report(String file, int times) throws JMException {
    String[] types = {String.class.getName()};
    long[] nanos = new long[times];
    for (int i = 0; i < nanos.length; i++) {
      long started = System.nanoTime();
      beans.invoke(agent, "writeReport", new Object[] {file}, types);
      nanos[i] = System.nanoTime() - started;
    }
    return median(nanos);
  }

  private static long tables() throws IOException {
    byte[] buffer = new byte[16 * 1024];
    long[] nanos = new long[TABLES];
    for (int i = 0; i < nanos.length; i++) {
      long started = System.nanoTime();
      new File("/proc/self/fd").list();
      for (String table : new String[] {"tcp", "tcp6"}) {
        try (InputStream in = new FileInputStream("/proc/self/net/" + table)) {
          while (in.read(buffer) > 0) {}
        }
      }
      nanos[i] = System.nanoTime() - started;
    }
    return median(nanos);
  }

  private static long median(long[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
