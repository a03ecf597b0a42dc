package io.closewait.it;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Half-close, reset and a close() that a selector holds up are told from an ignored end. */
class EndingsIT {
  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void eachHasItsVerdict(Jdk jdk) throws Exception {
    Map<String, String> expected =
        Map.of(
            "halfClosed", "half_closed_in_use",
            "reset", "dead",
            "closedWhileSelectorIsIdle", "close_pending");
    Launch.on(jdk)
        .agent("threshold=500ms,interval=200ms")
        .program("Endings")
        .run(
            jvm -> {
              jvm.awaitReport("the verdicts " + expected, each -> verdicts(each).equals(expected));
              jvm.closeSockets();
              jvm.awaitReport("no leak", each -> each.leaks().isEmpty());
            });
  }

  private static Map<String, String> verdicts(Report report) {
    return report.leaks().stream()
        .collect(Collectors.toMap(Report.Leak::method, Report.Leak::verdict));
  }
}
