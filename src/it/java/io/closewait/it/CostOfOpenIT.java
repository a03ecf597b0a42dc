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

  /** In the order of the program's answer. */
  private record Bytes(long connect, long accept, long read, long write, long throwable) {
    static Bytes parse(String answer) {
      long[] all = Arrays.stream(answer.split(" ")).mapToLong(Long::parseLong).toArray();
      return new Bytes(all[0], all[1], all[2], all[3], all[4]);
    }
  }

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void allocatesOneStackAndOneRecord(Jdk jdk) throws Exception {
    List<Bytes> without = new ArrayList<>();
    Launch.on(jdk).flags("-Xint").program(PROGRAM).run(jvm -> measure(jvm, without));
    List<Bytes> with = new ArrayList<>();
    Launch.on(jdk)
        .flags("-Xint")
        .agent("interval=200ms")
        .program(PROGRAM)
        .run(
            jvm -> {
              // By then the agent has done what it leaves until the application runs.
              jvm.awaitSamples(1);
              measure(jvm, with);
            });
    for (int i = 0; i < DEPTHS.length; i++) {
      assertWithinBudget(without.get(i), with.get(i), " with " + DEPTHS[i] + " frames below it");
    }
  }

  private static void assertWithinBudget(Bytes without, Bytes with, String where) {
    long budget = without.throwable() * 11 / 10 + RECORD_BYTES;
    assertThat(with.connect() - without.connect())
        .as("bytes that the agent allocates for a connect" + where)
        .isLessThanOrEqualTo(budget);
    assertThat(with.accept() - without.accept())
        .as("bytes that the agent allocates for an accept of a loop" + where)
        .isLessThanOrEqualTo(RECORD_BYTES);
    assertThat(with.read() - without.read())
        .as("bytes that the agent allocates for each read" + where)
        .isZero();
    assertThat(with.write() - without.write())
        .as("bytes that the agent allocates for each write" + where)
        .isZero();
  }

  private static void measure(TargetJvm jvm, List<Bytes> bytes) throws Exception {
    for (int depth : DEPTHS) {
      bytes.add(Bytes.parse(jvm.ask(Integer.toString(depth))));
    }
  }
}
