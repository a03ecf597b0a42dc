package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two JVMs that share the network namespace, and so its table: each reports only its own sockets.
 */
class NeighboursIT {
  private static final String OPTIONS = "threshold=500ms,interval=200ms";

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void othersAreNotCounted(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .agent(OPTIONS)
        .demo("ForgottenClose")
        .run(
            first ->
                Launch.on(jdk)
                    .agent(OPTIONS + ",kernel=proc")
                    .program("OpensOnDemand")
                    .run(
                        second -> {
                          assertOwn(first, 5);
                          assertOwn(second, 3);
                        }));
  }

  private static void assertOwn(TargetJvm jvm, int sockets) throws Exception {
    Report report = jvm.awaitReport("its sockets", each -> each.sockets() >= sockets);
    assertThat(report.states()).containsEntry("close_wait", sockets);
    assertThat(report.withVerdict("untracked")).isEmpty();
    assertThat(report.leaks().stream().flatMap(leak -> leak.rows().stream()))
        .containsExactlyInAnyOrderElementsOf(KernelTable.closeWait(jvm.pid()));
  }
}
