package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Short connections that have one descriptor after the other are never taken for a long one. */
class ReuseIT {
  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void churnIsNoLeak(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .agent("threshold=1s,interval=20ms,report=report.json")
        .program("Churn")
        .run(
            jvm -> {
              jvm.ask("churn", "churned");
              jvm.awaitSamples(10);
              Report report = jvm.awaitReport("a report", any -> true);
              assertThat(report.leaks()).isEmpty();
              assertThat(jvm.hasReport()).as("a report of a leak").isFalse();
              assertThat(jvm.agentLines()).as("the line at start").hasSize(1);
              assertThat((Long) jvm.jmx().agent("SamplesTaken")).isGreaterThan(100);
            });
  }
}
