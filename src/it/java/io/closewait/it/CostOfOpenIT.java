package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes that the agent allocates in the application's threads, by the JVM's own counters. In the
 * interpreter they are the same at every run; the JIT compiler can only take some away.
 */
class CostOfOpenIT {
  /** Above one {@code new Throwable}: a record of the connection. */
  private static final int RECORD_BYTES = 128;

  private static final String PROGRAM = "Allocations";

  private static final int[] DEPTHS = {20, 60, 120};

  private static final List<String> APIS =
      List.of("Socket", "SocketChannel", "Selector", "AsynchronousSocketChannel");

  /** In the order of the program's answer. */
  private record Open(long connect, long accept, long throwable) {
    Open above(Open other) {
      return new Open(connect - other.connect, accept - other.accept, throwable);
    }
  }

  /** The same. */
  private record Use(long read, long write) {}

  /** By depth, and by API. */
  private record Bytes(List<Open> opens, List<Use> uses) {}

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void allocatesOneStackAndOneRecord(Jdk jdk) throws Exception {
    Bytes without = measure(Launch.on(jdk), jvm -> {});
    // By then the agent has done what it leaves until the application runs.
    Bytes with = measure(Launch.on(jdk).agent("interval=200ms"), jvm -> jvm.awaitSamples(1));
    List<Open> above = new ArrayList<>();
    for (int i = 0; i < DEPTHS.length; i++) {
      Open open = with.opens.get(i).above(without.opens.get(i));
      assertWithinBudget(open, " with " + DEPTHS[i] + " frames below it");
      above.add(open);
    }
    for (int i = 0; i < APIS.size(); i++) {
      assertThat(with.uses.get(i))
          .as("bytes that a read and a write allocate with the agent, by " + APIS.get(i))
          .isEqualTo(without.uses.get(i));
    }
    Figures.print(
        this,
        jdk,
        "by depth a connect takes a Throwable and "
            + above.stream().map(open -> open.connect - open.throwable).toList()
            + " bytes, an accept "
            + above.stream().map(Open::accept).toList()
            + "; a read or write 0 by "
            + String.join(", ", APIS));
  }

  private static void assertWithinBudget(Open open, String where) {
    assertThat(open.connect)
        .as("bytes that the agent allocates for a connect" + where)
        .isLessThanOrEqualTo(open.throwable * 11 / 10 + RECORD_BYTES);
    assertThat(open.accept)
        .as("bytes that the agent allocates for an accept of a loop" + where)
        .isLessThanOrEqualTo(RECORD_BYTES);
  }

  private static Bytes measure(Launch launch, Launch.Body first) throws Exception {
    Bytes bytes = new Bytes(new ArrayList<>(), new ArrayList<>());
    launch
        .flags("-Xint")
        .program(PROGRAM)
        .run(
            jvm -> {
              first.run(jvm);
              for (int depth : DEPTHS) {
                long[] open = ask(jvm, Integer.toString(depth));
                bytes.opens.add(new Open(open[0], open[1], open[2]));
              }
              for (String api : APIS) {
                long[] use = ask(jvm, api);
                bytes.uses.add(new Use(use[0], use[1]));
              }
            });
    return bytes;
  }

  private static long[] ask(TargetJvm jvm, String line) throws Exception {
    return Arrays.stream(jvm.ask(line).split(" ")).mapToLong(Long::parseLong).toArray();
  }
}
