package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.Report.Selector;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A channel that its selector's loop does not close is told why. */
class SelectorsIT {
  private static final Map<String, String> REASONS =
      Map.of(
          "withoutInterest",
              "registered with no interest in reading: its loop will not see the end",
          "stuckInHandler", "its selector's thread is not selecting: stuck is WAITING at ",
          "cancelled", "no selector has this non-blocking channel",
          "threadEnded", "its selector's thread ended has ended",
          "spinning", "the loop of spinning spins",
          "notWoken", "its interest in reading came while not-woken was in select",
          "nobodySelects", "no thread has selected on its selector");

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void namesTheCause(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .agent("threshold=1s,interval=200ms")
        .program("Loops")
        .run(
            jvm -> {
              Report report = jvm.awaitReport("all reasons", SelectorsIT::hasAllReasons);
              assertThat(report.leaks())
                  .extracting(Report.Leak::verdict)
                  .containsOnly("never_read");
              assertSelectors(byMethod(report));
              jvm.closeSockets();
              jvm.awaitReport("no leak", each -> each.leaks().isEmpty());
            });
  }

  private static boolean hasAllReasons(Report report) {
    Map<String, Report.Leak> leaks = byMethod(report);
    return leaks.keySet().equals(REASONS.keySet())
        && REASONS.entrySet().stream()
            .allMatch(each -> leaks.get(each.getKey()).reason().contains(each.getValue()));
  }

  private static Map<String, Report.Leak> byMethod(Report report) {
    return report.leaks().stream().collect(Collectors.toMap(Report.Leak::method, leak -> leak));
  }

  private static void assertSelectors(Map<String, Report.Leak> leaks) {
    assertThat(selector(leaks, "cancelled")).isNull();

    Selector silent = selector(leaks, "withoutInterest");
    assertThat(silent.interest()).isEmpty();
    assertThat(silent.valid()).isTrue();
    assertThat(silent.id()).contains("Selector").contains("@");
    assertThat(silent.thread().name()).isEqualTo("no-interest");

    Selector stuck = selector(leaks, "stuckInHandler");
    assertThat(stuck.interest()).isEqualTo(List.of("read"));
    assertThat(stuck.ready()).isEqualTo(List.of("read"));
    assertThat(stuck.thread().state()).isEqualTo("waiting");
    assertThat(stuck.thread().frame()).contains(".Loops.waitForNothing(");
    assertThat(stuck.thread().stack()).anyMatch(frame -> frame.contains("CountDownLatch.await("));
    assertThat(leaks.get("stuckInHandler").remedy())
        .startsWith("Keep what blocks out of the selector's thread")
        .contains(".Loops.waitForNothing(");

    assertThat(selector(leaks, "threadEnded").thread().state()).isEqualTo("terminated");
    assertThat(selector(leaks, "nobodySelects").thread()).isNull();
  }

  private static Selector selector(Map<String, Report.Leak> leaks, String method) {
    return leaks.get(method).connections().get(0).selector();
  }
}
