package io.closewait.finding;

import static io.closewait.finding.Given.ACCEPT;
import static io.closewait.finding.Given.FETCH;
import static io.closewait.finding.Given.FETCHES;
import static io.closewait.finding.Given.NOW;
import static io.closewait.finding.Given.endpoint;
import static io.closewait.finding.Given.scene;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.connection.Origin;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests what is said of connections that are idle without keep-alive. */
class IdleTest {
  private static final long HOUR = 3_600_000;

  @Test
  void tellsThoseOfALineOnce() {
    List<Finding> findings =
        Idle.in(
            scene()
                .idle(1, endpoint("10.0.3.7", 443), 2 * HOUR)
                .idle(2, endpoint("10.0.3.7", 443), 3 * HOUR)
                .idleSite(Origin.CONNECT, FETCH, 1L, 2L, 3L)
                .build());

    assertThat(findings).hasSize(1);
    Finding finding = findings.get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.IDLE_WITHOUT_KEEP_ALIVE);
    assertThat(finding.severity()).as("a pool may mean it so").isEqualTo(Severity.INFO);
    assertThat(finding.site().frame()).isEqualTo(FETCHES);
    assertThat(finding.count()).isEqualTo(2);
    assertThat(finding.oldestSince()).isEqualTo(NOW - 3 * HOUR);
    assertThat(finding.remotes()).containsOnlyKeys("10.0.3.7:443");
    assertThat(finding.remedy()).contains("pool", "setKeepAlive(true)");
  }

  @Test
  void aServerIsToldWhatToDoWithItsClients() {
    Finding finding =
        Idle.in(
                scene()
                    .idle(1, endpoint("10.0.3.7", 40_001), 2 * HOUR)
                    .idleSite(Origin.ACCEPT, ACCEPT, 1L)
                    .build())
            .get(0);

    assertThat(finding.remotes()).containsOnlyKeys("10.0.3.7");
    assertThat(finding.remedy()).contains("a client", "setKeepAlive(true)");
  }

  @Test
  void aPeerOnThisHostCannotGoWithoutAWord() {
    assertThat(
            Idle.in(
                scene()
                    .idle(1, endpoint("127.0.0.1", 443), 2 * HOUR)
                    .idle(2, endpoint("::1", 443), 2 * HOUR)
                    .idleSite(Origin.CONNECT, FETCH, 1L, 2L)
                    .build()))
        .isEmpty();
  }

  @Test
  void isTwoHoursByDefault() {
    assertThat(Findings.idleAfter(60_000)).isEqualTo(2 * HOUR);
  }
}
