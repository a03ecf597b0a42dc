package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Short connections that have one descriptor after the other are never taken for a long one. */
class ReuseIT {
  /** Enough that many fall into the life of a descriptor and of its successor. */
  private static final long SAMPLES = 200;

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void churnIsNoLeak(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .agent("threshold=5s,interval=20ms,report=report.json")
        .program("Churn")
        .run(
            jvm -> {
              while ((Long) jvm.jmx().agent("SamplesTaken") <= SAMPLES) {
                jvm.ask("churn", "churned");
              }
              Report report = jvm.awaitReport("a report", any -> true);
              assertThat(report.leaks()).isEmpty();
              assertThat(jvm.hasReport()).as("a report of a leak").isFalse();
              assertThat(jvm.agentLines()).as("the line at start").hasSize(1);
            });
  }
}
