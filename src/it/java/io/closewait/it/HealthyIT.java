package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that close their sockets are left alone. */
class HealthyIT {
  private static final int SAMPLES = 30;

  static Stream<Object[]> demosOnAllJdks() {
    return Jdks.with(
        "ForgottenCloseHealthy",
        "ExceptionBeforeCloseHealthy",
        "NeverReadHealthy",
        "BodyNotClosedHealthy",
        "CancelledKeyHealthy",
        "DroppedChannelHealthy",
        "DroppedAsyncChannelHealthy");
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("demosOnAllJdks")
  void staysSilent(Jdk jdk, String demo) throws Exception {
    Launch.on(jdk)
        .agent("threshold=500ms,interval=50ms,report=report.json")
        .demo(demo)
        .run(
            jvm -> {
              jvm.awaitSamples(SAMPLES);
              Report report = jvm.awaitReport("a report", any -> true);
              assertThat(report.leaks()).isEmpty();
              assertThat(report.states()).containsEntry("close_wait", 0);
              assertThat(jvm.hasReport()).as("a report of itself").isFalse();
              assertThat(jvm.agentLines()).as("the line at start").hasSize(1);
            });
  }
}
