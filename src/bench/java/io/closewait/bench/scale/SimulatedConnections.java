package io.closewait.bench.scale;

import io.closewait.bench.macro.Paired;
import io.closewait.bench.synthetic.Population;
import io.closewait.kernel.KernelSample;
import java.util.Arrays;

/** The agent's own part at numbers that no test machine has, with a kernel that is made up. */
final class SimulatedConnections {
  private static final int REPEATS = 7;

  /** Below it the heap says more of the JVM than of connections. */
  private static final int ENOUGH_TO_WEIGH = 10_000;

  private static final int WARM_UP_CONNECTIONS = 1000;
  private static final int WARM_UPS = 500;

  private SimulatedConnections() {}

  static void measure(int[] steps, Table table) {
    warmUp();
    for (int connections : steps) {
      long before = used();
      Population population = new Population(1);
      population.grow(connections);
      long bytes = used() - before;
      if (connections >= ENOUGH_TO_WEIGH) {
        table.put("heap, bytes a connection", connections, (double) bytes / connections);
      }
      table.put("sample, µs", connections, median(population::sample) / 1e3);
      KernelSample sample = population.sample();
      table.put(
          "diagnosis, 1 % leaking, µs",
          connections, median(() -> population.diagnose(sample)) / 1e3);
    }
  }

  /** Long enough for the JIT compiler. */
  private static void warmUp() {
    Population population = new Population(1);
    population.grow(WARM_UP_CONNECTIONS);
    for (int i = 0; i < WARM_UPS; i++) {
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
