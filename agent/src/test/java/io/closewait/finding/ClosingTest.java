package io.closewait.finding;

import static io.closewait.finding.Given.FETCH;
import static io.closewait.finding.Given.FETCHES;
import static io.closewait.finding.Given.NOW;
import static io.closewait.finding.Given.POST;
import static io.closewait.finding.Given.POSTS;
import static io.closewait.finding.Given.THRESHOLD;
import static io.closewait.finding.Given.opened;
import static io.closewait.finding.Given.scene;
import static io.closewait.finding.Given.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.closewait.connection.Origin;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Severity;
import io.closewait.tcp.TcpState;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests what is said of connections that this side has closed. */
class ClosingTest {
  private static Finding single(Given given) {
    List<Finding> findings = Closing.in(given.build());
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  @Test
  void aHalfThatThePeerDoesNotEndIsASuspectAfterTheThreshold() {
    Finding finding =
        single(
            scene()
                .connection(
                    opened(1, Origin.CONNECT, FETCH), seen(TcpState.FIN_WAIT_2, THRESHOLD)));

    assertThat(finding.kind()).isEqualTo(FindingKind.HALF_CLOSED);
    assertThat(finding.severity()).isEqualTo(Severity.SUSPECT);
    assertThat(finding.site().frame()).isEqualTo(FETCHES);
    assertThat(finding.oldestSince()).isEqualTo(NOW - THRESHOLD);
    assertThat(finding.remotes()).containsOnlyKeys("10.0.3.7:8443");
  }

  @Test
  void aHalfThatWasJustClosedIsNot() {
    assertThat(
            Closing.in(
                scene()
                    .connection(
                        opened(1, Origin.CONNECT, FETCH), seen(TcpState.FIN_WAIT_2, THRESHOLD - 1))
                    .build()))
        .isEmpty();
  }

  /** A selector holds the descriptor; the leak close_pending tells it. */
  @Test
  void whatWasClosedWhollyIsNotHalfClosed() {
    assertThat(
            Closing.in(
                scene()
                    .connection(
                        opened(1, Origin.CONNECT, FETCH).closeCalledAt(OptionalLong.of(NOW)),
                        seen(TcpState.FIN_WAIT_2, THRESHOLD))
                    .build()))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"FIN_WAIT_1", "CLOSING", "LAST_ACK"})
  void anEndThatWasSentThreeTimesMoreIsAProblem(TcpState state) {
    Finding finding = single(scene().closed(state, 40_000, 3, Origin.CONNECT, FETCH, 1_500));

    assertThat(finding.kind()).isEqualTo(FindingKind.CLOSE_UNACKNOWLEDGED);
    assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
    assertThat(finding.site().frame()).isEqualTo(FETCHES);
    assertThat(finding.oldestSince()).isEqualTo(NOW - 1_500);
    assertThat(finding.facts()).containsExactly(entry(state.text(), 1L));
  }

  @Test
  void anEndThatWasSentTwiceMoreMayBeAcknowledgedYet() {
    assertThat(
            Closing.in(
                scene()
                    .closed(TcpState.LAST_ACK, 40_000, 2, Origin.CONNECT, FETCH, THRESHOLD - 1)
                    .build()))
        .isEmpty();
  }

  /** As behind a window that stays closed, where nothing is sent again. */
  @Test
  void afterTheThresholdItIsAProblemAnyway() {
    assertThat(
            single(scene().closed(TcpState.FIN_WAIT_1, 1, 0, Origin.CONNECT, FETCH, THRESHOLD))
                .severity())
        .isEqualTo(Severity.PROBLEM);
  }

  @Test
  void countsThoseThatHaveADescriptorYetWithThoseThatHaveNone() {
    Finding finding =
        single(
            scene()
                .connection(opened(1, Origin.CONNECT, FETCH), seen(TcpState.FIN_WAIT_1, 1_000, 3))
                .closed(TcpState.FIN_WAIT_1, 40_000, 3, Origin.CONNECT, FETCH, 2_000)
                .closed(TcpState.LAST_ACK, 40_001, 3, Origin.CONNECT, FETCH, 500));

    assertThat(finding.count()).isEqualTo(3);
    assertThat(finding.facts()).containsEntry("fin_wait_1", 2L).containsEntry("last_ack", 1L);
  }

  @Test
  void eachLineHasItsOwn() {
    assertThat(
            Closing.in(
                scene()
                    .closed(TcpState.LAST_ACK, 40_000, 3, Origin.CONNECT, FETCH, 500)
                    .closed(TcpState.LAST_ACK, 40_001, 3, Origin.CONNECT, POST, 500)
                    .row(TcpState.LAST_ACK, 40_002, 443, 3)
                    .build()))
        .extracting(finding -> finding.site().frame())
        .containsExactlyInAnyOrder(FETCHES, POSTS);
  }
}
