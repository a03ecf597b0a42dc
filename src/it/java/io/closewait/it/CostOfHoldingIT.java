package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The heap that the agent keeps for open connections, as full collections leave it. */
class CostOfHoldingIT {
  private static final int CONNECTIONS = 8_000;
  private static final int SITES = 200;

  /** What one record and its slot may take. */
  private static final long BYTES_WITH_ONE_SITE = 100;

  /** The same with a share of the stacks. */
  private static final long BYTES_WITH_MANY_SITES = 150;

  /** For all that is not the connections': the JVM's own caches come and go. */
  private static final long TOLERATED = 100_000;

  /** What is remembered of each of the last 65,536: a third of a record, if that stayed. */
  private static final long BYTES_WHEN_CLOSED = 28;

  /** Bytes of the heap in use. */
  private record Heap(long closedFirst, long openOneSite, long closedAgain, long openManySites) {
    long withOneSite() {
      return openOneSite - closedAgain;
    }

    /** The sites stay known when their connections are closed, so they count as held. */
    long withManySites() {
      return openManySites - closedAgain;
    }
  }

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#oldestAndNewest")
  void keepsARecordForEachOpenConnectionAndNothingForClosedOnes(Jdk jdk) throws Exception {
    Heap without = measure(Launch.on(jdk));
    Heap with = measure(Launch.on(jdk).agent("interval=100ms"));
    assertThat(with.withOneSite() - without.withOneSite())
        .as("bytes that the agent keeps for %d connections of one call site", CONNECTIONS)
        .isLessThanOrEqualTo(CONNECTIONS * BYTES_WITH_ONE_SITE + TOLERATED);
    assertThat(with.withManySites() - without.withManySites())
        .as("bytes that the agent keeps for %d connections of %d call sites", CONNECTIONS, SITES)
        .isLessThanOrEqualTo(CONNECTIONS * BYTES_WITH_MANY_SITES + TOLERATED);
    assertThat(with.closedAgain() - with.closedFirst())
        .as("bytes that %d connections leave when they are closed", CONNECTIONS)
        .isLessThanOrEqualTo(CONNECTIONS * BYTES_WHEN_CLOSED + TOLERATED);
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
                hold(jvm, 1);
                jvm.closeSockets();
                server.drop();
                long closedFirst = heap(jvm);
                hold(jvm, 1);
                long openOneSite = heap(jvm);
                jvm.closeSockets();
                server.drop();
                long closedAgain = heap(jvm);
                hold(jvm, SITES);
                heap.set(new Heap(closedFirst, openOneSite, closedAgain, heap(jvm)));
                jvm.closeSockets();
              });
    }
    return heap.get();
  }

  private static void hold(TargetJvm jvm, int sites) throws Exception {
    assertThat(jvm.ask("hold " + CONNECTIONS + " " + sites)).isEqualTo("holds");
  }

  private static long heap(TargetJvm jvm) throws Exception {
    return Long.parseLong(jvm.ask("heap"));
  }
}
