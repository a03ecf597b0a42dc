package io.closewait.finding;

import static io.closewait.finding.Given.FETCHES;
import static io.closewait.finding.Given.scene;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.closewait.connection.ThreadView;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Severity;
import io.closewait.tcp.TcpState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests what is said of servers that fall behind; their backlog is 4. */
class AcceptingTest {
  private static final String HANDLES = "com.acme.Handler.slow(Handler.java:30)";

  private static final ThreadView HELD_UP =
      new ThreadView(
          "acceptor-1",
          Thread.State.WAITING,
          List.of(new StackTraceElement("com.acme.Handler", "slow", "Handler.java", 30)));

  private static final ThreadView ACCEPTING =
      new ThreadView(
          "acceptor-1",
          Thread.State.RUNNABLE,
          List.of(
              new StackTraceElement("java.net.ServerSocket", "accept", "ServerSocket.java", 1)));

  private static Finding single(Given given) {
    List<Finding> findings = Accepting.in(given.build());
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  @Test
  void aQueueThatIsHalfFullIsASuspect() {
    assertThat(Accepting.in(scene().listener(8080, 1, HELD_UP).build())).isEmpty();

    Finding finding = single(scene().listener(8080, 2, HELD_UP));
    assertThat(finding.kind()).isEqualTo(FindingKind.ACCEPT_QUEUE);
    assertThat(finding.severity()).isEqualTo(Severity.SUSPECT);
    assertThat(finding.count()).isEqualTo(2);
    assertThat(finding.site().kind()).isEqualTo("listen");
    assertThat(finding.site().frame()).isEqualTo(FETCHES);
    assertThat(finding.reason()).contains("port 8080 is half full");
    assertThat(finding.facts()).containsEntry("port", 8080).containsEntry("backlog", 4).hasSize(2);
  }

  /** The kernel lets one more in than the backlog says. */
  @Test
  void aQueueThatIsFullIsAProblem() {
    assertThat(single(scene().listener(8080, 4, HELD_UP)).severity()).isEqualTo(Severity.SUSPECT);

    Finding finding = single(scene().listener(8080, 5, HELD_UP).overflows(3));
    assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
    assertThat(finding.reason()).contains("port 8080 is full");
    assertThat(finding.facts())
        .containsEntry("namespaceListenOverflows", 3L)
        .containsEntry("namespaceListenDrops", 3L);
  }

  @Test
  void namesWhatHoldsTheAcceptorUp() {
    Finding finding = single(scene().listener(8080, 2, HELD_UP));

    assertThat(finding.acceptor().name()).isEqualTo("acceptor-1");
    assertThat(finding.acceptor().frame()).isEqualTo(HANDLES);
    assertThat(finding.reason())
        .endsWith("by thread acceptor-1, which is WAITING at " + HANDLES + ".");
    assertThat(finding.remedy()).endsWith("it is held up at " + HANDLES + ".");
  }

  @Test
  void anAcceptorThatAcceptsNeedsHelp() {
    Finding finding = single(scene().listener(8080, 2, ACCEPTING));

    assertThat(finding.reason()).contains("sits in accept() now");
    assertThat(finding.remedy()).startsWith("Let more threads accept");
  }

  @Test
  void saysThatNobodyAccepts() {
    Finding finding = single(scene().listener(8080, 2, null));

    assertThat(finding.acceptor()).isNull();
    assertThat(finding.reason()).endsWith("no thread has ever called accept() there.");
    assertThat(finding.remedy()).startsWith("Let a thread call accept()").contains(FETCHES);
  }

  @Test
  void theKernelCutsTheBacklog() {
    Finding finding = single(scene().listener(8080, 2, HELD_UP).limits(127, 28_000, 1));

    assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
    assertThat(finding.facts()).containsEntry("backlog", 1);
  }

  @Test
  void oneMayWaitForAMomentHoweverSmallTheBacklogIs() {
    assertThat(Accepting.in(scene().listener(8080, 1, HELD_UP).limits(127, 28_000, 1).build()))
        .isEmpty();
  }

  @Test
  void aQueueWhoseBacklogIsNotKnownIsNotJudged() {
    assertThat(Accepting.in(scene().queue(1, 8080, 100).build())).isEmpty();
  }

  @Test
  void overflowsWithoutAFullQueueAreAnybodys() {
    Finding finding = single(scene().listener(8080, 0, HELD_UP).overflows(3));

    assertThat(finding.severity()).isEqualTo(Severity.INFO);
    assertThat(finding.site()).isNull();
    assertThat(finding.count()).isEqualTo(3);
    assertThat(Accepting.in(scene().listener(8080, 0, HELD_UP).overflows(0).build())).isEmpty();
  }

  @Test
  void overflowsAreNotThoseOfAProcessThatDoesNotListen() {
    assertThat(Accepting.in(scene().overflows(3).build())).isEmpty();
  }

  @Test
  void aHandshakeIsPendingOnceItsAnswerWasRepeated() {
    Finding finding =
        single(
            scene()
                .listener(8080, 0, HELD_UP)
                .row(TcpState.SYN_RECEIVED, 8080, 40_001, 1)
                .row(TcpState.SYN_RECEIVED, 8080, 40_002, 3)
                .row(TcpState.SYN_RECEIVED, 8080, 40_003, 0)
                .row(TcpState.SYN_RECEIVED, 9090, 40_004, 3)
                .row(TcpState.TIME_WAIT, 8080, 40_005, 3));

    assertThat(finding.kind()).isEqualTo(FindingKind.HANDSHAKE_PENDING);
    assertThat(finding.severity()).isEqualTo(Severity.SUSPECT);
    assertThat(finding.count()).isEqualTo(2);
    assertThat(finding.site().frame()).isEqualTo(FETCHES);
    assertThat(finding.remotes()).containsExactly(entry("10.0.3.7", 2));
    assertThat(finding.facts()).containsEntry("port", 8080).containsEntry("retransmits", 3L);
    assertThat(finding.acceptor()).isNull();
    assertThat(finding.reason()).doesNotContain("accept");
  }

  @Test
  void aHandshakeBehindAFullQueueWaitsForTheAcceptor() {
    List<Finding> findings =
        Accepting.in(
            scene().listener(8080, 5, HELD_UP).row(TcpState.SYN_RECEIVED, 8080, 40_001, 1).build());

    assertThat(findings)
        .extracting(Finding::kind)
        .containsExactly(FindingKind.ACCEPT_QUEUE, FindingKind.HANDSHAKE_PENDING);
    assertThat(findings.get(1).severity()).isEqualTo(Severity.PROBLEM);
    assertThat(findings.get(1).acceptor()).isNotNull();
    assertThat(findings.get(1).remedy()).contains(HANDLES);
  }
}
