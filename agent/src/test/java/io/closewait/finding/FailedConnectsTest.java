package io.closewait.finding;

import static io.closewait.finding.Given.FETCH;
import static io.closewait.finding.Given.FETCHES;
import static io.closewait.finding.Given.NOW;
import static io.closewait.finding.Given.POST;
import static io.closewait.finding.Given.scene;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.connection.CallSite;
import io.closewait.connection.FailedConnect;
import io.closewait.connection.FailureReason;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests what is said of connects that failed. */
class FailedConnectsTest {
  private static final long MINUTE = 60_000;

  /** Three, of which the first was half an hour before the last. */
  private static FailedConnect failed(
      CallSite site, String remote, FailureReason reason, long lastAgo, String error) {
    return new FailedConnect(
        site,
        "main",
        remote,
        reason,
        3,
        NOW - lastAgo - 30 * MINUTE,
        NOW - lastAgo,
        7 + lastAgo / MINUTE,
        error);
  }

  private static Finding single(FailedConnect... connects) {
    Given given = scene();
    for (FailedConnect connect : connects) {
      given.failed(connect);
    }
    List<Finding> findings = FailedConnects.in(given.build());
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  @ParameterizedTest
  @EnumSource
  void eachReasonHasItsKindAndItsWords(FailureReason reason) {
    Finding finding = single(failed(FETCH, "10.0.3.7:443", reason, 0, null));

    String name = reason == FailureReason.OTHER ? "failed" : reason.name().toLowerCase();
    assertThat(finding.kind().text()).isEqualTo("connect_" + name);
    assertThat(finding.severity())
        .isEqualTo(reason == FailureReason.GIVEN_UP ? Severity.INFO : Severity.PROBLEM);
    assertThat(finding.site().frame()).isEqualTo(FETCHES);
    assertThat(finding.count()).isEqualTo(3);
  }

  @Test
  void noTwoReasonsSayTheSame() {
    Set<String> reasons = new HashSet<>();
    Set<String> remedies = new HashSet<>();
    for (FailureReason reason : FailureReason.values()) {
      Finding finding = single(failed(FETCH, "10.0.3.7:443", reason, 0, null));
      reasons.add(finding.reason());
      remedies.add(finding.remedy());
    }
    assertThat(reasons).hasSize(FailureReason.values().length);
    assertThat(remedies).hasSize(FailureReason.values().length);
  }

  @Test
  void addsUpTheRemotesOfALineAndQuotesTheLastError() {
    Finding finding =
        single(
            failed(FETCH, "10.0.3.7:443", FailureReason.REFUSED, 2 * MINUTE, "the last"),
            failed(FETCH, "10.0.3.8:443", FailureReason.REFUSED, 4 * MINUTE, "the first"));

    assertThat(finding.count()).isEqualTo(6);
    assertThat(finding.remotes()).isEqualTo(Map.of("10.0.3.7:443", 3, "10.0.3.8:443", 3));
    assertThat(finding.oldestSince()).isEqualTo(NOW - 34 * MINUTE);
    assertThat(finding.reason()).endsWith(" (the last).");
    assertThat(finding.facts())
        .containsEntry("longestMillis", 11L)
        .containsEntry("lastSeconds", 120L);
  }

  @Test
  void whatHasNotFailedForFiveMinutesIsNoProblemAnyMore() {
    assertThat(single(failed(FETCH, "a:1", FailureReason.REFUSED, 5 * MINUTE, null)).severity())
        .isEqualTo(Severity.PROBLEM);
    assertThat(single(failed(FETCH, "a:1", FailureReason.REFUSED, 5 * MINUTE + 1, null)).severity())
        .isEqualTo(Severity.INFO);
  }

  @Test
  void linesAndReasonsAreApart() {
    assertThat(
            FailedConnects.in(
                scene()
                    .failed(failed(FETCH, "a:1", FailureReason.REFUSED, 0, null))
                    .failed(failed(POST, "a:1", FailureReason.REFUSED, 0, null))
                    .failed(failed(FETCH, "a:1", FailureReason.TIMED_OUT, 0, null))
                    .build()))
        .extracting(Finding::kind)
        .containsExactlyInAnyOrder(
            FindingKind.CONNECT_REFUSED,
            FindingKind.CONNECT_REFUSED,
            FindingKind.CONNECT_TIMED_OUT);
  }
}
