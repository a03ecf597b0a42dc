package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is remembered of connections that are gone: failed connects, late and active closes. */
class DeparturesIT {
  private static final int FAILURES = 3;
  private static final int ACTIVE_CLOSES = 12;

  static Stream<Jdk> withPlainSocketImpl() {
    return Jdks.since(13).filter(jdk -> jdk.feature() <= 17);
  }

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void remembersWhatFailedAndWhatWasClosed(Jdk jdk) throws Exception {
    assertRemembered(Launch.on(jdk));
  }

  @ParameterizedTest
  @MethodSource("withPlainSocketImpl")
  void alsoWithTheOldSocketImplementation(Jdk jdk) throws Exception {
    assertRemembered(Launch.on(jdk).flags("-Djdk.net.usePlainSocketImpl"));
  }

  private static void assertRemembered(Launch launch) throws Exception {
    launch
        .agent("threshold=2s,interval=200ms")
        .program("Departures")
        .run(
            jvm -> {
              Report report =
                  jvm.awaitReport(
                      "both active closers",
                      each -> each.findings("time_wait").size() == 2 && !late(each).isEmpty());
              assertFailures(report);
              assertActiveClosers(report);
              assertThat(late(report)).hasSize(1);
              Report.Finding late = late(report).get(0);
              assertThat(late.count()).isEqualTo(1);
              assertThat(late.facts().get("p99Seconds")).isGreaterThanOrEqualTo(0.7);
            });
  }

  private static void assertFailures(Report report) {
    assertThat(methods(report, "connect_refused"))
        .containsExactlyInAnyOrder(
            "refusedSocket", "refusedChannel", "refusedNonBlocking", "refusedAsync");
    assertThat(methods(report, "connect_unresolved"))
        .containsExactlyInAnyOrder("unresolvedSocket", "unresolvedChannel");
    assertThat(methods(report, "connect_timed_out")).containsExactly("timedOut");
    assertThat(methods(report, "connect_unreachable")).containsExactly("unreachable");
    assertThat(methods(report, "connect_reset")).containsExactly("reset");
    assertThat(methods(report, "connect_given_up")).containsExactly("givenUp");
    assertThat(report.findings())
        .filteredOn(finding -> finding.kind().startsWith("connect_"))
        .hasSize(10)
        .allMatch(finding -> finding.count() == FAILURES)
        .allMatch(finding -> finding.remotes().get(0).count() == FAILURES);
    assertThat(report.findings("connect_unresolved"))
        .allMatch(finding -> finding.remotes().get(0).address().equals("shop.invalid:80"));
    assertThat(report.findings("connect_refused"))
        .allMatch(finding -> finding.severity().equals("problem"))
        .allMatch(finding -> finding.reason().contains("Connection refused"));
  }

  /**
   * A client is told by its server's port; a server by its clients' address alone, with the one
   * that closes late.
   */
  private static void assertActiveClosers(Report report) {
    for (Report.Finding finding : report.findings("time_wait")) {
      boolean client = finding.method().equals("clientFirst");
      assertThat(finding.count()).isEqualTo(client ? ACTIVE_CLOSES : ACTIVE_CLOSES + 1);
      assertThat(finding.method()).isEqualTo(client ? "clientFirst" : "accept");
      assertThat(finding.site().kind()).isEqualTo(client ? "connect" : "accept");
      String remote = finding.remotes().get(0).address();
      assertThat(remote).matches(client ? "127\\.0\\.0\\.1:\\d+" : "127\\.0\\.0\\.1");
      assertThat(finding.facts().containsKey("portsTakenPercent")).isEqualTo(client);
    }
    assertThat(report.states().get("time_wait")).isGreaterThanOrEqualTo(2 * ACTIVE_CLOSES);
  }

  private static List<Report.Finding> late(Report report) {
    return report.findings("slow_close").stream()
        .filter(finding -> finding.method().equals("closedLate"))
        .toList();
  }

  private static List<String> methods(Report report, String kind) {
    return report.findings(kind).stream().map(Report.Finding::method).toList();
  }
}
