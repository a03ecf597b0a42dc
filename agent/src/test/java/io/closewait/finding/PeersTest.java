package io.closewait.finding;

import static io.closewait.finding.Given.ACCEPT;
import static io.closewait.finding.Given.FETCH;
import static io.closewait.finding.Given.FETCHES;
import static io.closewait.finding.Given.NOW;
import static io.closewait.finding.Given.opened;
import static io.closewait.finding.Given.scene;
import static io.closewait.finding.Given.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.connection.Origin;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Severity;
import io.closewait.kernel.Observation;
import io.closewait.tcp.TcpState;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Tests what is said of peers that acknowledge nothing. */
class PeersTest {
  private static Observation sending(int retransmits, int bytes, boolean neverHeardOf) {
    return seen(TcpState.ESTABLISHED, 5_000)
        .unacknowledged(retransmits, OptionalInt.of(bytes), neverHeardOf);
  }

  @Test
  void aServerThatHasNeverSaidAWordDoesNotKnowTheConnection() {
    Finding finding =
        Peers.in(
                scene()
                    .connection(opened(1, Origin.CONNECT, FETCH), sending(3, 5, true))
                    .connection(opened(2, Origin.CONNECT, FETCH), sending(4, 7, true))
                    .build())
            .get(0);

    assertThat(finding.kind()).isEqualTo(FindingKind.NEVER_ACKNOWLEDGED);
    assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
    assertThat(finding.site().frame()).isEqualTo(FETCHES);
    assertThat(finding.count()).isEqualTo(2);
    assertThat(finding.oldestSince()).isEqualTo(NOW - 5_000);
    assertThat(finding.facts())
        .containsEntry("retransmits", 4L)
        .containsEntry("unacknowledgedBytes", 12L);
  }

  @Test
  void aPeerThatWasThereIsGone() {
    assertThat(
            Peers.in(
                scene().connection(opened(1, Origin.CONNECT, FETCH), sending(3, 5, false)).build()))
        .extracting(Finding::kind)
        .containsExactly(FindingKind.UNACKNOWLEDGED);
  }

  /** Its client has sent the last word of the handshake. */
  @Test
  void aClientOfOursWasThere() {
    assertThat(
            Peers.in(
                scene().connection(opened(1, Origin.ACCEPT, ACCEPT), sending(3, 5, true)).build()))
        .extracting(Finding::kind)
        .containsExactly(FindingKind.UNACKNOWLEDGED);
  }

  @Test
  void withoutTheTablesTheBytesAreNotKnown() {
    List<Finding> findings =
        Peers.in(
            scene()
                .connection(opened(1, Origin.CONNECT, FETCH), seen(TcpState.ESTABLISHED, 5_000, 3))
                .build());

    assertThat(findings.get(0).facts()).containsOnlyKeys("retransmits");
  }

  @Test
  void aNetworkMayLoseASegmentTwice() {
    assertThat(
            Peers.in(
                scene()
                    .connection(opened(1, Origin.CONNECT, FETCH), sending(2, 5, true))
                    .connection(
                        opened(2, Origin.CONNECT, FETCH), seen(TcpState.FIN_WAIT_1, 5_000, 3))
                    .connection(opened(3, Origin.CONNECT, FETCH))
                    .build()))
        .isEmpty();
  }
}
