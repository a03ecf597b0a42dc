package io.closewait.bench.scale;

import io.closewait.bench.macro.Paired;
import io.closewait.bench.synthetic.Population;
import io.closewait.kernel.KernelSample;
import java.util.Arrays;

/** The agent's own part at numbers that no test machine has, with a kernel that is made up. */
final class SimulatedConnections {
  static final String OPEN = "one open, µs";
  static final String SAMPLE = "sample, µs";
  static final String DIAGNOSIS = "diagnosis, 1 % leaking, µs";
  static final String HEAP = "heap, bytes a connection";

  private static final int REPEATS = 7;

  /** Below it the heap says more of the JVM than of connections. */
  private static final int ENOUGH_TO_WEIGH = 10_000;

  private static final int WARM_UP_CONNECTIONS = 1000;
  private static final int WARM_UPS = 500;

  private SimulatedConnections() {}

  static void measure(int[] steps, Table table) {
    warmUp();
    for (int connections : steps) {
      table.put(OPEN, connections, open(connections) / 1e3);
      Population population = new Population(1);
      population.prepare(connections);
      long before = used();
      population.grow(connections);
      long bytes = used() - before;
      if (connections >= ENOUGH_TO_WEIGH) {
        table.put(HEAP, connections, (double) bytes / connections);
      }
      table.put(SAMPLE, connections, median(population::sample) / 1e3);
      KernelSample sample = population.sample();
      table.put(DIAGNOSIS, connections, median(() -> population.diagnose(sample)) / 1e3);
    }
  }

  /** Nanoseconds for each of so many opens in an agent that knows none before. */
  private static double open(int connections) {
    double[] nanos = new double[REPEATS];
    for (int i = 0; i < REPEATS; i++) {
      Population population = new Population(1);
      population.prepare(connections);
      long started = System.nanoTime();
      population.grow(connections);
      nanos[i] = (double) (System.nanoTime() - started) / connections;
    }
    return Paired.median(nanos);
  }

  /** Long enough for the JIT compiler. */
  private static void warmUp() {
    for (int i = 0; i < WARM_UPS; i++) {
      Population population = new Population(1);
      population.grow(WARM_UP_CONNECTIONS);
      population.diagnose(population.sample());
    }
  }

  private static double median(Runnable task) {
    double[] nanos = new double[REPEATS];
    Arrays.setAll(
        nanos,
        i -> {
          long started = System.nanoTime();
          task.run();
          return System.nanoTime() - started;
        });
    return Paired.median(nanos);
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
