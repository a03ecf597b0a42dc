package io.closewait.diagnosis;

import static io.closewait.diagnosis.Given.connected;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.connection.ChannelRegistration;
import io.closewait.connection.ThreadView;
import io.closewait.tcp.TcpState;
import java.nio.channels.SelectionKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests why a selector's loop does not close a channel, and what is said of it. */
class CausesTest {
  private static final Site OPENER =
      new Site(
          "connect",
          "com.acme.PriceClient.fetch(PriceClient.java:41)",
          "main",
          List.of(),
          List.of(0));
  private static final ThreadView WORKER =
      new ThreadView(
          "nio-worker-3",
          Thread.State.BLOCKED,
          Given.stack("com.acme.Handler.slow(Handler.java:30)", "com.acme.Loop.run(Loop.java:12)"));
  private static final long LONG_AGO = Given.THRESHOLD;

  private final Causes causes = new Causes(Given.NOW, Given.THRESHOLDS);

  @Test
  void saysNothingOfWhatHasNoRegistration() {
    assertThat(causes.mostFrequent(List.of(judgement(Verdict.NEVER_READ, null)), false)).isNull();
  }

  @Test
  void noSelectorHasIt() {
    ChannelRegistration none = ChannelRegistration.NONE;
    SelectorAdvice unread = advice(Verdict.NEVER_READ, none);
    assertThat(unread.reason()).startsWith("no selector has this non-blocking channel");
    assertThat(unread.remedy(OPENER)).startsWith("Close the channel where its key is cancelled");

    assertThat(advice(Verdict.EOF_IGNORED, none).remedy(OPENER)).isNull();
    assertThat(causes.of(judgement(Verdict.CLOSE_PENDING, none))).isNull();
  }

  @Test
  void itsKeyIsCancelled() {
    ChannelRegistration cancelled =
        selecting(new ChannelRegistration.Builder("Epoll@1"), 1).build();

    assertThat(advice(Verdict.NEVER_READ, cancelled).reason()).startsWith("its key is cancelled");
    assertThat(advice(Verdict.EOF_IGNORED, cancelled).remedy(OPENER)).isNull();
  }

  @Test
  void nobodyWillSeeTheEndWithoutInterest() {
    ChannelRegistration writing = selecting(key(SelectionKey.OP_WRITE), 1).build();

    SelectorAdvice unread = advice(Verdict.DATA_UNREAD, writing);
    assertThat(unread.reason())
        .isEqualTo("it is registered with no interest in reading: its loop will not see the end");
    assertThat(unread.remedy(OPENER)).startsWith("Ask for OP_READ again").contains(OPENER.frame());
    assertThat(advice(Verdict.EOF_IGNORED, writing).reason())
        .isEqualTo("it is registered with no interest in reading any more");
  }

  @Test
  void theLoopSpins() {
    SelectorAdvice advice =
        advice(Verdict.NEVER_READ, selecting(key(SelectionKey.OP_READ), 1).build());

    assertThat(advice.reason()).endsWith("the loop of nio-worker-3 spins");
    assertThat(advice.remedy(OPENER)).startsWith("Read whenever the key is readable");
  }

  @Test
  void theInterestCameDuringASelect() {
    SelectorAdvice advice =
        advice(Verdict.NEVER_READ, selecting(key(SelectionKey.OP_READ), LONG_AGO).build());

    assertThat(advice.reason())
        .isEqualTo(
            "its interest in reading came while nio-worker-3 was in select, which does not"
                + " know of it");
    assertThat(advice.remedy(OPENER)).contains("Selector.wakeup()");
  }

  @Test
  void theThreadIsStuck() {
    SelectorAdvice advice = advice(Verdict.EOF_IGNORED, elsewhere(WORKER, LONG_AGO));

    assertThat(advice.reason())
        .isEqualTo(
            "its selector's thread is not selecting: nio-worker-3 is BLOCKED at"
                + " com.acme.Handler.slow(Handler.java:30)");
    assertThat(advice.remedy(OPENER)).endsWith(": com.acme.Handler.slow(Handler.java:30)");
    assertThat(causes.of(judgement(Verdict.CLOSE_PENDING, elsewhere(WORKER, LONG_AGO))))
        .isEqualTo(Cause.STUCK);
  }

  @Test
  void aThreadThatHasJustSelectedIsNotStuck() {
    assertThat(causes.of(judgement(Verdict.NEVER_READ, elsewhere(WORKER, 1))))
        .isEqualTo(Cause.SPINNING);
    assertThat(causes.of(judgement(Verdict.CLOSE_PENDING, elsewhere(WORKER, 1)))).isNull();
  }

  @Test
  void theThreadHasEnded() {
    SelectorAdvice advice =
        advice(Verdict.NEVER_READ, elsewhere(ThreadView.ended("nio-worker-3"), 1));

    assertThat(advice.reason()).isEqualTo("its selector's thread nio-worker-3 has ended");
  }

  @Test
  void nobodySelects() {
    SelectorAdvice advice = advice(Verdict.NEVER_READ, key(SelectionKey.OP_READ).build());

    assertThat(advice.reason()).startsWith("no thread has selected on its selector");
  }

  @Test
  void aSelectOfAThreadNotSeenTellsNothing() {
    assertThat(
            causes.of(
                judgement(Verdict.NEVER_READ, key(SelectionKey.OP_READ).selecting(true).build())))
        .isNull();
  }

  @Test
  void countsTheMostFrequentCause() {
    Judgement stuck = judgement(Verdict.NEVER_READ, elsewhere(WORKER, LONG_AGO));
    Judgement cancelled = judgement(Verdict.NEVER_READ, ChannelRegistration.NONE);
    Judgement plain = judgement(Verdict.NEVER_READ, null);

    assertThat(causes.mostFrequent(List.of(plain, stuck, cancelled, stuck), false).reason())
        .contains("is not selecting");
    assertThat(causes.mostFrequent(List.of(plain, stuck, cancelled, plain), false)).isNull();
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void isPartOfOneSentenceEach(Cause cause) {
    SelectorAdvice advice =
        new SelectorAdvice(cause, judgement(Verdict.NEVER_READ, elsewhere(WORKER, LONG_AGO)));

    assertThat(advice.reason()).matches("[a-z].*[^.]").doesNotContain(". ");
    assertThat(advice.remedy(OPENER)).matches("[A-Z].*: com\\.acme.*\\)").doesNotContain(". ");
  }

  private SelectorAdvice advice(Verdict verdict, ChannelRegistration registration) {
    SelectorAdvice advice = causes.mostFrequent(List.of(judgement(verdict, registration)), false);
    if (advice == null) {
      throw new AssertionError("no cause");
    }
    return advice;
  }

  private static Judgement judgement(Verdict verdict, @Nullable ChannelRegistration registration) {
    return new Judgement(
        connected(1).registration(registration).build(),
        null,
        TcpState.CLOSE_WAIT,
        verdict,
        Given.NOW);
  }

  private static ChannelRegistration.Builder key(int interest) {
    return new ChannelRegistration.Builder("Epoll@1").operations(interest, 0);
  }

  private static ChannelRegistration.Builder selecting(
      ChannelRegistration.Builder key, long millisAgo) {
    return key.thread(WORKER).selecting(true).selectedAt(Given.ago(millisAgo));
  }

  private static ChannelRegistration elsewhere(ThreadView thread, long millisAgo) {
    return key(SelectionKey.OP_READ).thread(thread).selectedAt(Given.ago(millisAgo)).build();
  }
}
