package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.DemoLeaksIT.Demo;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A leak is told when its first socket reaches the threshold, and not at the end of an interval
 * that is much longer. By the agent's own clock, so that a busy machine does not matter.
 */
class FirstMessageIT {
  private static final long INTERVAL_SECONDS = 8;

  static Stream<Object[]> demos() {
    return Jdks.oldestAndNewest()
        .flatMap(
            jdk ->
                Stream.of(Demo.FORGOTTEN_CLOSE, Demo.NEVER_READ)
                    .map(demo -> new Object[] {jdk, demo}));
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("demos")
  void comesWhenTheThresholdIsReached(Jdk jdk, Demo demo) throws Exception {
    Launch.on(jdk)
        .agent("threshold=1s,interval=" + INTERVAL_SECONDS + "s,report=report.json")
        .demo(demo.program)
        .run(
            jvm -> {
              Report.Connection oldest = jvm.awaitReport().leaks().get(0).connections().get(0);
              assertThat(oldest.closeWaitSeconds()).isBetween(1L, INTERVAL_SECONDS / 2);
            });
  }
}
