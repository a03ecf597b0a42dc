package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Short connections that have one descriptor after the other are never taken for a long one. */
class ReuseIT {
  /** Enough that many fall into the life of a descriptor and of its successor. */
  private static final long SAMPLES = 100;

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void churnIsNoLeak(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .agent("threshold=1s,interval=20ms")
        .program("Churn")
        .run(
            jvm -> {
              int longOnes;
              do {
                longOnes = Integer.parseInt(jvm.ask("churn").substring("churned ".length()));
              } while ((Long) jvm.jmx().agent("SamplesTaken") <= SAMPLES);
              assertThat(jvm.awaitReport("a report", any -> true).leaks()).isEmpty();
              assertThat(jvm.agentLines())
                  .filteredOn(line -> line.contains("(eof_ignored)"))
                  .as("alerts, where connections really were so long in CLOSE_WAIT: " + longOnes)
                  .hasSizeLessThanOrEqualTo(longOnes);
            });
  }
}
