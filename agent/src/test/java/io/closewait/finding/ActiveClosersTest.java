package io.closewait.finding;

import static io.closewait.finding.Given.ACCEPT;
import static io.closewait.finding.Given.ACCEPTS;
import static io.closewait.finding.Given.FETCH;
import static io.closewait.finding.Given.FETCHES;
import static io.closewait.finding.Given.NOW;
import static io.closewait.finding.Given.scene;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.connection.CallSite;
import io.closewait.connection.Origin;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Severity;
import io.closewait.tcp.TcpState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which lines are named for closing first. */
class ActiveClosersTest {
  private static Given closes(int count, Origin origin, CallSite site) {
    Given given = scene();
    for (int i = 0; i < count; i++) {
      given.closed(TcpState.TIME_WAIT, 40_000 + i, 0, origin, site, 1_000 + i);
    }
    return given;
  }

  @Test
  void namesAClientWithItsServer() {
    List<Finding> findings = ActiveClosers.in(closes(10, Origin.CONNECT, FETCH).build());

    assertThat(findings).hasSize(1);
    Finding finding = findings.get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.TIME_WAIT);
    assertThat(finding.severity()).isEqualTo(Severity.INFO);
    assertThat(finding.site().frame()).isEqualTo(FETCHES);
    assertThat(finding.count()).isEqualTo(10);
    assertThat(finding.oldestSince()).isEqualTo(NOW - 1_009);
    assertThat(finding.remotes()).containsOnlyKeys("10.0.3.7:443");
    assertThat(finding.facts()).containsEntry("closesPerMinute", 10).hasSize(1);
    assertThat(finding.reason()).contains("this client closes");
    assertThat(finding.remedy()).contains("a pool", "SO_LINGER 0", "tcp_tw_*");
  }

  @Test
  void namesAServerWithItsClientsAddresses() {
    Finding finding =
        ActiveClosers.in(closes(10, Origin.ACCEPT, ACCEPT).limits(127, 10, 128).build()).get(0);

    assertThat(finding.site().frame()).isEqualTo(ACCEPTS);
    assertThat(finding.severity()).as("it takes no port").isEqualTo(Severity.INFO);
    assertThat(finding.remotes()).containsOnlyKeys("10.0.3.7");
    assertThat(finding.facts()).containsOnlyKeys("closesPerMinute");
    assertThat(finding.reason()).contains("this server closes");
    assertThat(finding.remedy()).contains("let the client close first");
  }

  @Test
  void aFewAreNotWorthAWord() {
    assertThat(ActiveClosers.in(closes(9, Origin.CONNECT, FETCH).build())).isEmpty();
  }

  @Test
  void thoseOfOthersAndThoseInOtherStatesDoNotCount() {
    Given given = closes(9, Origin.CONNECT, FETCH);
    given.row(TcpState.TIME_WAIT, 50_000, 443, 0);
    given.closed(TcpState.LAST_ACK, 50_001, 0, Origin.CONNECT, FETCH, 1_000);

    assertThat(ActiveClosers.in(given.build())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"25, 40, INFO", "20, 50, SUSPECT", "13, 76, SUSPECT", "12, 83, PROBLEM"})
  void isTheMoreSevereTheMorePortsAreTaken(int ports, long percent, Severity severity) {
    Finding finding =
        ActiveClosers.in(closes(10, Origin.CONNECT, FETCH).limits(127, ports, 128).build()).get(0);

    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.facts())
        .containsEntry("ephemeralPorts", ports)
        .containsEntry("portsTakenPercent", percent);
  }
}
