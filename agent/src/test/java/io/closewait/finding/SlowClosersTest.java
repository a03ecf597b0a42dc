package io.closewait.finding;

import static io.closewait.finding.Given.FETCH;
import static io.closewait.finding.Given.FETCHES;
import static io.closewait.finding.Given.NOW;
import static io.closewait.finding.Given.POST;
import static io.closewait.finding.Given.scene;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.connection.CallSite;
import io.closewait.connection.CloseDelays;
import io.closewait.connection.Origin;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests which lines are named for closing late; the threshold is a minute. */
class SlowClosersTest {
  private static CloseDelays delays(CallSite site, long ninetyNinth) {
    return new CloseDelays(
        Origin.CONNECT, site, 200, NOW - 70_000, 250, 2_000, ninetyNinth, 50_000);
  }

  @Test
  void saysTheDistribution() {
    List<Finding> findings = SlowClosers.in(scene().delays(delays(FETCH, 40_000)).build());

    assertThat(findings).hasSize(1);
    Finding finding = findings.get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.SLOW_CLOSE);
    assertThat(finding.severity()).isEqualTo(Severity.SUSPECT);
    assertThat(finding.site().frame()).isEqualTo(FETCHES);
    assertThat(finding.count()).isEqualTo(200);
    assertThat(finding.oldestSince()).isEqualTo(NOW - 70_000);
    assertThat(finding.reason()).contains("at the 99th percentile 40 s after it, of 200 closes");
    assertThat(finding.facts())
        .containsEntry("medianSeconds", 0.25)
        .containsEntry("p90Seconds", 2.0)
        .containsEntry("p99Seconds", 40.0)
        .containsEntry("longestSeconds", 50.0);
  }

  @Test
  void isASuspectHalfWayToTheThreshold() {
    assertThat(SlowClosers.in(scene().delays(delays(FETCH, 30_000)).build()).get(0).severity())
        .isEqualTo(Severity.SUSPECT);
    assertThat(SlowClosers.in(scene().delays(delays(FETCH, 29_999)).build()).get(0).severity())
        .isEqualTo(Severity.INFO);
    assertThat(SlowClosers.in(scene().delays(delays(FETCH, 15_000)).build())).hasSize(1);
    assertThat(SlowClosers.in(scene().delays(delays(FETCH, 14_999)).build())).isEmpty();
  }

  @Test
  void ofTheStacksOfALineTheSlowestCounts() {
    CallSite sameLine = new CallSite(FETCH.frames());

    List<Finding> findings =
        SlowClosers.in(
            scene()
                .delays(delays(FETCH, 20_000))
                .delays(delays(sameLine, 40_000))
                .delays(delays(sameLine, 30_000))
                .delays(delays(POST, 20_000))
                .build());

    assertThat(findings)
        .extracting(finding -> finding.facts().get("p99Seconds"))
        .containsExactlyInAnyOrder(40.0, 20.0);
  }
}
