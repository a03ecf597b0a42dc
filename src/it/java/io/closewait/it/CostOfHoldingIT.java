package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The heap that the agent keeps for connections, as full collections leave it. */
class CostOfHoldingIT {
  private static final int CONNECTIONS = 8_000;
  private static final int SITES = 200;

  /** The record 88, its slot 4, the time of the last use 5. */
  private static final long BYTES_WITH_ONE_SITE = 100;

  /** The same with a share of the stacks. */
  private static final long BYTES_WITH_MANY_SITES = 140;

  /** For all that is not the connections': classes are loaded, the JVM's caches come and go. */
  private static final long TOLERATED = 50_000;

  /** So many connections that were closed are remembered, each in so many bytes. */
  private static final int REMEMBERED = 65_536;

  private static final long BYTES_WHEN_CLOSED = 28;

  /**
   * Without the kernel's tables, which tell of the connections of other processes too: these come
   * and go.
   */
  private static final String OPTIONS = "interval=100ms,kernel=off";

  /** Bytes of the heap in use, in the order of time. */
  private record Heap(long start, long remembered, long base, long oneSite, long manySites) {
    Heap above(Heap other) {
      return new Heap(
          start - other.start,
          remembered - other.remembered,
          base - other.base,
          oneSite - other.oneSite,
          manySites - other.manySites);
    }

    /** By the first connections that were closed, more than are remembered. */
    long forClosed() {
      return remembered - start;
    }

    /** By further ones. */
    long forMoreClosed() {
      return base - remembered;
    }

    long withOneSite() {
      return oneSite - base;
    }

    /** The sites stay known when their connections are closed, so they count as held. */
    long withManySites() {
      return manySites - base;
    }
  }

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#oldestAndNewest")
  void keepsARecordForEachOpenConnectionAndARingOfTheClosedOnes(Jdk jdk) throws Exception {
    Heap agent = measure(Launch.on(jdk).agent(OPTIONS)).above(measure(Launch.on(jdk)));
    assertThat(agent.forClosed())
        .as("bytes that the agent keeps for the %d connections that were closed last", REMEMBERED)
        .isLessThanOrEqualTo(REMEMBERED * BYTES_WHEN_CLOSED + 2 * TOLERATED);
    assertThat(agent.forMoreClosed())
        .as("bytes that the agent keeps for more connections that are closed")
        .isLessThanOrEqualTo(TOLERATED);
    assertThat(agent.withOneSite())
        .as("bytes that the agent keeps for %d connections of one call site", CONNECTIONS)
        .isLessThanOrEqualTo(CONNECTIONS * BYTES_WITH_ONE_SITE + TOLERATED);
    assertThat(agent.withManySites())
        .as("bytes that the agent keeps for %d connections of %d call sites", CONNECTIONS, SITES)
        .isLessThanOrEqualTo(CONNECTIONS * BYTES_WITH_MANY_SITES + TOLERATED);
    Figures.print(
        this,
        jdk,
        agent.withOneSite() / CONNECTIONS
            + " bytes an open connection of one call site, "
            + agent.withManySites() / CONNECTIONS
            + " of "
            + SITES
            + ", "
            + agent.forClosed()
            + " for all that were closed");
  }

  private static Heap measure(Launch launch) throws Exception {
    AtomicReference<Heap> heap = new AtomicReference<>();
    try (Answering server = new Answering()) {
      launch
          .flags("-XX:+UseSerialGC", "-Xmx256m")
          .program("HoldsMany")
          .arguments(Integer.toString(server.port()))
          .run(
              jvm -> {
                churn(jvm, 1);
                long start = heap(jvm);
                // Each has two ends.
                churn(jvm, REMEMBERED / 2 + 1);
                long remembered = heap(jvm);
                churn(jvm, CONNECTIONS / 2);
                long base = heap(jvm);
                hold(jvm, 1);
                long oneSite = heap(jvm);
                jvm.closeSockets();
                server.drop();
                hold(jvm, SITES);
                heap.set(new Heap(start, remembered, base, oneSite, heap(jvm)));
                jvm.closeSockets();
              });
    }
    return heap.get();
  }

  private static void churn(TargetJvm jvm, int connections) throws Exception {
    assertThat(jvm.ask("churn " + connections)).isEqualTo("churned");
  }

  private static void hold(TargetJvm jvm, int sites) throws Exception {
    assertThat(jvm.ask("hold " + CONNECTIONS + " " + sites)).isEqualTo("holds");
  }

  private static long heap(TargetJvm jvm) throws Exception {
    return Long.parseLong(jvm.ask("heap"));
  }
}
