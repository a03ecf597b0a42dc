package io.closewait.finding;

import static io.closewait.finding.Given.FETCH;
import static io.closewait.finding.Given.FETCHES;
import static io.closewait.finding.Given.opened;
import static io.closewait.finding.Given.scene;
import static io.closewait.finding.Given.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.connection.Origin;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Severity;
import io.closewait.tcp.TcpState;
import org.junit.jupiter.api.Test;

/** Tests what is said of connects without an answer; those here began ten seconds ago. */
class ConnectingTest {
  private static Given repeated(int times) {
    return scene()
        .connection(opened(1, Origin.CONNECT, FETCH), seen(TcpState.SYN_SENT, 9_000, times));
  }

  @Test
  void saysForHowLongTheKernelGoesOn() {
    Finding finding = Connecting.in(repeated(3).limits(127, 28_000, 128).build()).get(0);

    assertThat(finding.kind()).isEqualTo(FindingKind.CONNECTING);
    assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
    assertThat(finding.site().frame()).isEqualTo(FETCHES);
    assertThat(finding.reason()).contains("tries for 127 s in all", "117 s more");
    assertThat(finding.facts())
        .containsEntry("retransmits", 3L)
        .containsEntry("kernelTriesSeconds", 127)
        .containsEntry("kernelGivesUpInSeconds", 117L);
  }

  @Test
  void leavesOutWhatTheKernelDoesNotTell() {
    Finding finding = Connecting.in(repeated(1).build()).get(0);

    assertThat(finding.reason()).endsWith("nothing has answered.");
    assertThat(finding.facts()).containsOnlyKeys("retransmits");
  }

  @Test
  void aKernelThatShouldHaveGivenUpHasNoTimeLeft() {
    assertThat(Connecting.in(repeated(3).limits(7, 28_000, 128).build()).get(0).facts())
        .containsEntry("kernelGivesUpInSeconds", 0L);
  }

  @Test
  void theFirstRequestMayBeOnItsWay() {
    assertThat(Connecting.in(repeated(0).build())).isEmpty();
  }

  @Test
  void anyOtherStateIsNoConnect() {
    assertThat(
            Connecting.in(
                scene()
                    .connection(
                        opened(1, Origin.CONNECT, FETCH), seen(TcpState.ESTABLISHED, 9_000, 3))
                    .connection(opened(2, Origin.CONNECT, FETCH))
                    .build()))
        .isEmpty();
  }
}
