package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that has no descriptor left writes its report all the same, and says who holds them.
 */
class RunsOutIT {
  private static final int LIMIT = 200;
  private static final int LEAKS = 60;

  static Stream<Object[]> waysToRunOutOnAllJdks() {
    return Jdks.with("connect", "channel");
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("waysToRunOutOnAllJdks")
  void reportsWhoHoldsTheDescriptors(Jdk jdk, String how) throws Exception {
    Launch.on(jdk)
        .wrappedBy("sh", "-c", "ulimit -n " + LIMIT + "; exec \"$@\"", "sh")
        .agent("threshold=1m,interval=100ms,report=report.json")
        .program("RunsOut")
        .arguments(how)
        .run(
            jvm -> {
              jvm.awaitSamples(2);
              assertThat(jvm.ask("run")).contains("Too many open files");
              String line = jvm.awaitAgentLine("out of descriptors");
              Await.until("the report", () -> jvm.hasReport() && jvm.report().refused());
              Report.Descriptors descriptors = jvm.report().descriptors();
              assertThat(descriptors.limit()).isEqualTo(LIMIT);
              assertThat(descriptors.holders())
                  .filteredOn(holder -> holder.frame().contains("RunsOut.connect("))
                  .anySatisfy(
                      holder -> {
                        assertThat(holder.kind()).isEqualTo("connect");
                        assertThat(holder.count()).isGreaterThanOrEqualTo(LEAKS);
                        assertThat(holder.states())
                            .hasEntrySatisfying(
                                "close_wait",
                                count -> assertThat(count).isGreaterThanOrEqualTo(LEAKS));
                      });
              if (how.equals("connect")) {
                assertThat(line).contains("RunsOut.connect(");
              }
              jvm.closeSockets();
              assertThat(jvm.agentLines())
                  .filteredOn(each -> each.contains("out of descriptors"))
                  .hasSize(1);
            });
  }

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void warnsBeforeThereIsNoneLeft(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .wrappedBy("sh", "-c", "ulimit -n 200; exec \"$@\"", "sh")
        .agent("threshold=1m,interval=100ms")
        .program("RunsOut")
        .arguments("connect")
        .run(
            jvm -> {
              jvm.awaitSamples(2);
              jvm.ask("most");
              assertThat(jvm.awaitAgentLine("few descriptors are left"))
                  .contains(" of 200 are open", "RunsOut.connect(");
              jvm.closeSockets();
              jvm.awaitReport("room", each -> each.descriptors().holders() == null);
            });
  }
}
