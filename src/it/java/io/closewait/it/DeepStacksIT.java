package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Callers are told apart also where their stacks differ only far from the socket. */
class DeepStacksIT {
  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void differAtTheirFarEnd(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .agent("threshold=500ms,interval=200ms")
        .program("DeepStacks")
        .run(
            jvm -> {
              Report report = jvm.awaitReport("both sockets", each -> each.sockets() == 2);
              assertThat(report.leaks())
                  .hasSize(2)
                  .allSatisfy(leak -> assertThat(leak.count()).isEqualTo(1));
              assertThat(report.leaks())
                  .extracting(leak -> caller(leak.site()))
                  .containsExactlyInAnyOrder("left", "right");
            });
  }

  private static String caller(Report.Site site) {
    return site.stack().stream()
        .filter(frame -> frame.contains("DeepStacks.left(") || frame.contains(".right("))
        .map(frame -> frame.contains(".left(") ? "left" : "right")
        .findFirst()
        .orElse("neither, in " + site.stack());
  }
}
