package io.closewait.diagnosis;

import static io.closewait.diagnosis.Given.NOW;
import static io.closewait.diagnosis.Given.OPENER;
import static io.closewait.diagnosis.Given.THRESHOLD;
import static io.closewait.diagnosis.Given.ago;
import static io.closewait.diagnosis.Given.connected;
import static io.closewait.diagnosis.Given.diagnosis;
import static io.closewait.diagnosis.Given.eof;
import static io.closewait.diagnosis.Given.kernel;
import static io.closewait.diagnosis.Given.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.Origin;
import io.closewait.kernel.KernelSample;
import io.closewait.tcp.TcpState;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One test for each rule and its boundary. */
class RulesTest {
  private static final long LONG = THRESHOLD;
  private static final long SHORT = THRESHOLD - 1;

  private static Leak leak(KernelSample sample, ConnectionSnapshot.Builder connection) {
    Diagnosis diagnosis = diagnosis(sample, connection);
    assertThat(diagnosis.leaks()).hasSize(1);
    return diagnosis.leaks().get(0);
  }

  private static void assertVerdict(
      Verdict verdict, long since, KernelSample sample, ConnectionSnapshot.Builder connection) {
    Leak leak = leak(sample, connection);
    assertThat(leak.verdict()).isEqualTo(verdict);
    assertThat(leak.oldestSince()).isEqualTo(NOW - since);
  }

  private static void assertNothing(KernelSample sample, ConnectionSnapshot.Builder connection) {
    assertThat(diagnosis(sample, connection).leaks()).isEmpty();
  }

  @Nested
  class InCloseWait {
    private final KernelSample sample = kernel().closeWait(1, LONG, 1).sample();

    @Test
    void isNothingBeforeTheThreshold() {
      assertNothing(kernel().closeWait(1, SHORT, 1).sample(), connected(1).endOfStream(eof(SHORT)));
    }

    @Test
    void countsFromTheEndOfStreamIfThatWasReadBeforeTheKernelWasAsked() {
      assertVerdict(
          Verdict.EOF_IGNORED,
          LONG,
          kernel().closeWait(1, LONG - 3000, 0).sample(),
          connected(1).endOfStream(eof(LONG)));
    }

    @Test
    void doesNotCountFromAnEndOfStreamThatTheApplicationMadeItself() {
      KernelSample young = kernel().closeWait(1, SHORT, 0).sample();
      assertNothing(young, connected(1).endOfStream(eof(LONG)).shutdownInputAt(ago(LONG + 1)));
      assertVerdict(
          Verdict.EOF_IGNORED,
          LONG,
          young,
          connected(1).endOfStream(eof(LONG)).shutdownInputAt(ago(LONG - 1)));
    }

    @Test
    void isCollectedIfTheOwnerIsGone() {
      assertVerdict(
          Verdict.COLLECTED,
          LONG,
          sample,
          connected(1).collectedAt(ago(1)).closeCalledAt(ago(2)).endOfStream(eof(5)));
    }

    @Test
    void isClosePendingIfCloseWasCalledLongAgo() {
      KernelSample old = kernel().closeWait(1, 10 * LONG, 0).sample();
      assertVerdict(
          Verdict.CLOSE_PENDING,
          LONG,
          old,
          connected(1).closeCalledAt(ago(LONG)).endOfStream(eof(2 * LONG)));
    }

    @Test
    void isNothingBeforeAWriterCouldBeSeen() {
      assertNothing(kernel().closeWait(1, 1999, 0).sample(), connected(1).endOfStream(eof(LONG)));
      assertVerdict(
          Verdict.EOF_IGNORED,
          LONG,
          kernel().closeWait(1, 2000, 0).sample(),
          connected(1).endOfStream(eof(LONG)));
    }

    @Test
    void isNothingWhileCloseMayStillBeReleasingIt() {
      KernelSample old = kernel().closeWait(1, 10 * LONG, 0).sample();
      assertNothing(old, connected(1).closeCalledAt(ago(SHORT)).endOfStream(eof(2 * LONG)));
    }

    @Test
    void isHalfClosedInUseUntilTheLastWriteIsAsLongAgoAsTheThreshold() {
      KernelSample old = kernel().closeWait(1, 10 * LONG, 0).sample();
      assertVerdict(
          Verdict.HALF_CLOSED_IN_USE,
          10 * LONG,
          old,
          connected(1).endOfStream(eof(LONG)).writtenAt(ago(SHORT)));
      assertVerdict(
          Verdict.EOF_IGNORED,
          10 * LONG,
          old,
          connected(1).endOfStream(eof(LONG)).writtenAt(ago(LONG)));
    }

    @Test
    void isEofIgnoredIfTheEndWasRead() {
      assertVerdict(Verdict.EOF_IGNORED, LONG, sample, connected(1).endOfStream(eof(5)));
      assertThat(leak(sample, connected(1).endOfStream(eof(5))).reason())
          .isEqualTo(
              "The application read the end of the stream and did not call close();"
                  + " the kernel shows CLOSE_WAIT.");
    }

    @ParameterizedTest
    @CsvSource({
      "0, NEVER_READ, All data was read but never the end of the stream",
      "1, NEVER_READ, Nobody reads",
      "2, DATA_UNREAD, holds 1 byte and the FIN",
      "4097, DATA_UNREAD, holds 4096 bytes and the FIN"
    })
    void isJudgedByTheReceiveQueueIfTheEndWasNotRead(int queue, Verdict verdict, String evidence) {
      Leak leak = leak(kernel().closeWait(1, LONG, queue).sample(), connected(1));
      assertThat(leak.verdict()).isEqualTo(verdict);
      assertThat(leak.reason()).contains(evidence).contains("the kernel shows CLOSE_WAIT");
    }

    @Test
    void isUnknownWithoutReceiveQueueAndNamesTheMissingFact() {
      Leak leak = leak(kernel().seen(1, TcpState.CLOSE_WAIT, LONG).sample(), connected(1));
      assertThat(leak.verdict()).isEqualTo(Verdict.UNKNOWN);
      assertThat(leak.reason()).contains("the receive queue").contains("is not known");
    }

    @Test
    void isJudgedForAcceptedConnectionsToo() {
      assertVerdict(Verdict.NEVER_READ, LONG, sample, opened(1, Origin.ACCEPT, OPENER));
    }

    @Test
    void isJudgedIfTheApplicationNeverFinishedItsConnect() {
      assertVerdict(Verdict.NEVER_READ, LONG, sample, opened(1, Origin.CONNECT, OPENER));
    }
  }

  @Nested
  class InAnyOtherState {
    @ParameterizedTest
    @EnumSource(names = {"FIN_WAIT_2", "LAST_ACK", "CLOSED", "CLOSE_WAIT"})
    void isCollectedOnceTheOwnerHasBeenGoneForTheThreshold(TcpState state) {
      KernelSample sample = kernel().seen(1, state, SHORT).sample();
      assertVerdict(Verdict.COLLECTED, LONG, sample, connected(1).collectedAt(ago(LONG)));
      assertThat(leak(sample, connected(1).collectedAt(ago(LONG))).reason()).contains(state.name());
      assertNothing(sample, connected(1).collectedAt(ago(SHORT)));
    }

    @Test
    void isEstablishedWithoutObservation() {
      Leak leak = leak(kernel().sample(), connected(1).collectedAt(ago(LONG)));
      assertThat(leak.reason()).contains("the kernel shows ESTABLISHED");
      assertThat(leak.connections().get(0).state()).isEqualTo(TcpState.ESTABLISHED);
    }

    @ParameterizedTest
    @EnumSource(names = {"FIN_WAIT_2", "CLOSED", "CLOSE_WAIT"})
    void isClosePendingOnceCloseWasCalledTheThresholdAgo(TcpState state) {
      KernelSample sample = kernel().seen(1, state, SHORT).sample();
      assertVerdict(Verdict.CLOSE_PENDING, LONG, sample, connected(1).closeCalledAt(ago(LONG)));
      assertNothing(sample, connected(1).closeCalledAt(ago(SHORT)));
    }

    @Test
    void isNothingWhileEstablishedOrConnecting() {
      assertNothing(kernel().sample(), connected(1));
      assertNothing(
          kernel().seen(1, TcpState.SYN_SENT, LONG).sample(), opened(1, Origin.CONNECT, OPENER));
      assertNothing(
          kernel().seen(1, TcpState.CLOSED, LONG).sample(), opened(1, Origin.CONNECT, OPENER));
    }

    @Test
    void isNothingForAnEndOfStreamWhileTheKernelShowsNoEnd() {
      assertNothing(kernel().sample(), connected(1).endOfStream(eof(LONG)));
    }

    @Test
    void isNothingForListeningSockets() {
      assertNothing(
          kernel().seen(1, TcpState.LISTEN, LONG).sample(),
          opened(1, Origin.LISTEN, OPENER).collectedAt(ago(LONG)));
    }
  }

  @Nested
  class Closed {
    private final KernelSample sample = kernel().seen(1, TcpState.CLOSED, LONG).sample();
    private final KernelSample young = kernel().seen(1, TcpState.CLOSED, SHORT).sample();

    @Test
    void isDeadFromTheThresholdOn() {
      assertVerdict(Verdict.DEAD, LONG, sample, connected(1));
      assertNothing(young, connected(1));
    }

    @Test
    void saysHowTheConnectionEnded() {
      assertThat(leak(sample, connected(1)).reason()).contains("reset by the peer");
      assertThat(
              leak(sample, connected(1).endOfStream(eof(LONG)).shutdownOutputAt(ago(LONG)))
                  .reason())
          .contains("Both sides are closed");
    }

    @Test
    void isUnknownWhileTheApplicationMayReadWhatArrivedBefore() {
      assertVerdict(Verdict.UNKNOWN, LONG, sample, connected(1).shutdownOutputAt(ago(2 * LONG)));
    }

    @Test
    void continuesALeakWhoseEndWasReadBefore() {
      assertVerdict(Verdict.DEAD, LONG, young, connected(1).endOfStream(eof(LONG)));
    }

    @Test
    void countsFromTheLastUseOfTheHalfClosedConnection() {
      assertNothing(young, connected(1).endOfStream(eof(LONG)).shutdownOutputAt(ago(SHORT)));
      assertNothing(young, connected(1).endOfStream(eof(LONG)).writtenAt(ago(SHORT)));
    }
  }

  @Nested
  class ByTheHooksAlone {
    private final KernelSample off = kernel().off();

    @Test
    void isEofIgnoredWithoutState() {
      assertVerdict(Verdict.EOF_IGNORED, LONG, off, connected(1).endOfStream(eof(LONG)));
      Leak leak = leak(off, connected(1).endOfStream(eof(LONG)));
      assertThat(leak.reason()).contains("hooks alone");
      assertThat(leak.connections().get(0).state()).isNull();
      assertNothing(off, connected(1).endOfStream(eof(SHORT)));
    }

    @Test
    void isNothingIfTheApplicationMadeTheEndItself() {
      assertNothing(off, connected(1).endOfStream(eof(LONG)).shutdownInputAt(ago(LONG)));
    }

    @Test
    void isCollectedOrClosePendingFromTheThresholdOn() {
      assertVerdict(Verdict.COLLECTED, LONG, off, connected(1).collectedAt(ago(LONG)));
      assertVerdict(Verdict.CLOSE_PENDING, LONG, off, connected(1).closeCalledAt(ago(LONG)));
      assertNothing(off, connected(1).collectedAt(ago(SHORT)));
      assertNothing(off, connected(1).closeCalledAt(ago(SHORT)));
    }

    @Test
    void isNothingWithoutAnEnd() {
      assertNothing(off, connected(1));
    }
  }

  @Nested
  class Untracked {
    @Test
    void isOneSuspectForAllThatEndedTheThresholdAgo() {
      KernelSample sample =
          kernel()
              .untracked(50, TcpState.CLOSED, LONG)
              .untracked(51, TcpState.CLOSE_WAIT, LONG + 1)
              .untracked(52, TcpState.CLOSE_WAIT, SHORT)
              .untracked(53, TcpState.ESTABLISHED, LONG)
              .untracked(54, TcpState.LISTEN, LONG)
              .sample();
      Diagnosis diagnosis = diagnosis(sample);
      assertThat(diagnosis.leaks()).hasSize(1);
      Leak leak = diagnosis.leaks().get(0);
      assertThat(leak.verdict()).isEqualTo(Verdict.UNTRACKED);
      assertThat(leak.fingerprint()).isEqualTo("5c87603d");
      assertThat(leak.site()).isNull();
      assertThat(leak.connections())
          .extracting(LeakedConnection::descriptor)
          .containsExactly(51, 50);
      assertThat(leak.remotes()).containsEntry("10.0.3.9:5432", 2);
      assertThat(diagnosis.leakedConnections()).isZero();
    }
  }
}
