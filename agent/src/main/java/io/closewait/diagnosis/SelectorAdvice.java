package io.closewait.diagnosis;

import io.closewait.connection.ChannelRegistration;
import io.closewait.connection.ThreadView;
import org.jspecify.annotations.Nullable;

/** The sentences of a leak whose channels' selector explains it. Immutable. */
final class SelectorAdvice {
  private final Cause cause;
  private final @Nullable ThreadFacts thread;
  private final boolean endWasRead;

  /**
   * @param judgement on one of the connections that have this cause
   */
  SelectorAdvice(Cause cause, Judgement judgement) {
    ChannelRegistration registration = judgement.connection().registration();
    ThreadView view = registration == null ? null : registration.thread();
    this.cause = cause;
    this.thread = view == null ? null : ThreadFacts.of(view);
    this.endWasRead = judgement.verdict() == Verdict.EOF_IGNORED;
  }

  /** What the reason adds to the verdict's own; a part of a sentence. */
  String reason() {
    switch (cause) {
      case UNREGISTERED:
        return "no selector has this non-blocking channel, because its key was cancelled, which"
            + " does not close it, or never made";
      case CANCELLED:
        return "its key is cancelled, which does not close the channel";
      case NO_INTEREST:
        return endWasRead
            ? "it is registered with no interest in reading any more"
            : "it is registered with no interest in reading: its loop will not see the end";
      case SPINNING:
        return "its selector finds it ready again at each select: the loop of "
            + threadName()
            + " spins";
      case NOT_WOKEN:
        return "its interest in reading came while "
            + threadName()
            + " was in select, which does not know of it";
      case STUCK:
        return "its selector's thread is not selecting: "
            + (thread == null ? "it is elsewhere" : thread.sentence());
      case ENDED:
        return "its selector's thread " + threadName() + " has ended";
      case NOBODY:
        return "no thread has selected on its selector since closewait came";
    }
    throw new AssertionError(cause);
  }

  /** Whether it is the thread that is to blame, so that no library's remedy is better. */
  boolean isOfThread() {
    return cause == Cause.STUCK || cause == Cause.ENDED || cause == Cause.NOBODY;
  }

  private String threadName() {
    return thread == null ? "its thread" : thread.name();
  }

  /**
   * What to do and where, without the full stop; null if the verdict's own remedy does.
   *
   * @param opener where the channel was opened
   */
  @Nullable String remedy(Site opener) {
    String frame = thread == null ? null : thread.frame();
    switch (cause) {
      case STUCK:
        return "Keep what blocks out of the selector's thread, or give it a deadline: "
            + (frame == null ? opener.frame() : frame);
      case ENDED:
        return "Let no exception end the selector's loop, and where it ends close the selector and"
            + " its channels: "
            + opener.frame();
      case NOBODY:
        return "Let a thread select on the selector that has the channel: " + opener.frame();
      default:
        return endWasRead ? null : unreadRemedy() + ": " + opener.frame();
    }
  }

  private String unreadRemedy() {
    switch (cause) {
      case NO_INTEREST:
        return "Ask for OP_READ again once what was read is handled, or close the channel";
      case NOT_WOKEN:
        return "Call Selector.wakeup() after a key's interest is set from another thread";
      case SPINNING:
        return "Read whenever the key is readable, and close the channel when read() returns -1";
      default:
        return "Close the channel where its key is cancelled, or register it for OP_READ again";
    }
  }
}
