package io.closewait.finding;

import static io.closewait.finding.Given.FETCH;
import static io.closewait.finding.Given.THRESHOLD;
import static io.closewait.finding.Given.opened;
import static io.closewait.finding.Given.scene;
import static io.closewait.finding.Given.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.connection.ClosedConnection;
import io.closewait.connection.Departures;
import io.closewait.connection.Origin;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Thresholds;
import io.closewait.kernel.KernelSample;
import io.closewait.tcp.TcpState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Tests what the findings add to a diagnosis. */
class FindingsTest {
  private static Diagnosis diagnosis(Given given, Map<Long, ClosedConnection> closed) {
    KernelSample sample = given.sample();
    Diagnosis bare =
        new Diagnosis.Builder(sample.takenAt(), new Thresholds(THRESHOLD))
            .kernel(sample.source())
            .descriptors(sample.descriptors())
            .states(sample.states())
            .blind(List.of("one thing that cannot be seen"))
            .build();
    return Findings.addTo(bare, given.connections(), given.past(), closed, List.of(), sample);
  }

  private static Diagnosis diagnosis(Given given) {
    return diagnosis(given, given.closed());
  }

  @Test
  void countsWhatHasNoDescriptorYetOrAnyMore() {
    Diagnosis diagnosis =
        diagnosis(
            scene()
                .listener(8080, 0, null)
                .row(TcpState.SYN_RECEIVED, 8080, 40_001, 0)
                .row(TcpState.SYN_RECEIVED, 9090, 40_001, 0)
                .closed(TcpState.TIME_WAIT, 40_000, 0, Origin.CONNECT, FETCH, 0)
                .row(TcpState.TIME_WAIT, 40_001, 443, 0)
                .row(TcpState.ESTABLISHED, 8080, 40_002, 0));

    assertThat(diagnosis.states())
        .isEqualTo(
            Map.of(
                TcpState.ESTABLISHED, 1,
                TcpState.SYN_RECEIVED, 1,
                TcpState.TIME_WAIT, 1));
    assertThat(diagnosis.blind()).containsExactly("one thing that cannot be seen");
  }

  @Test
  void asksForTheClosesOfAllStatesThatAreLeftBehind() {
    Given given = scene();
    for (TcpState state : TcpState.values()) {
      given.row(state, 40_000 + state.ordinal(), 443, 0);
    }

    assertThat(Findings.closedKeys(given.sample().network()))
        .as("FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK, TIME_WAIT")
        .hasSize(5);
  }

  @Test
  void ordersThemByTopicThenByWeight() {
    Diagnosis diagnosis =
        diagnosis(
            scene()
                .connection(opened(1, Origin.CONNECT, FETCH), seen(TcpState.FIN_WAIT_2, THRESHOLD))
                .connection(opened(2, Origin.CONNECT, FETCH), seen(TcpState.SYN_SENT, 1_000, 1))
                .listener(8080, 2, null)
                .listener(9090, 5, null));

    assertThat(diagnosis.findings())
        .extracting(Finding::kind)
        .containsExactly(
            FindingKind.CONNECTING,
            FindingKind.ACCEPT_QUEUE,
            FindingKind.ACCEPT_QUEUE,
            FindingKind.HALF_CLOSED);
    assertThat(diagnosis.findings().get(1).facts()).containsEntry("port", 9090);
  }

  @Test
  void listsTheAcceptQueueOfEachListeningSocket() {
    Diagnosis diagnosis =
        diagnosis(scene().listener(8080, 1, null).queue(0, 9090, 7).limits(127, 28_000, 3));

    assertThat(diagnosis.listeners())
        .extracting(each -> each.local() + " " + each.waiting() + " " + each.backlog())
        .containsExactly("10.0.3.2:8080 1 OptionalInt[3]", "10.0.3.2:9090 7 OptionalInt.empty");
    assertThat(diagnosis.listeners().get(0).site().frame()).isEqualTo(Given.FETCHES);
    assertThat(diagnosis.listeners().get(1).site()).isNull();
  }

  @Test
  void saysWhenMoreWasClosedThanIsRemembered() {
    ClosedConnection one = new ClosedConnection(Origin.CONNECT, FETCH, 0, OptionalLong.empty(), 0);
    Map<Long, ClosedConnection> closed = new HashMap<>();
    for (long key = 1; key < Departures.closesRemembered(); key++) {
      closed.put(key, one);
    }

    assertThat(diagnosis(scene(), closed).blind())
        .anyMatch(each -> each.startsWith("Only the last 65536 closes are remembered"));
  }
}
