package io.closewait.diagnosis;

import io.closewait.connection.ChannelRegistration;
import io.closewait.connection.ThreadView;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds why selectors' loops do not close channels.
 *
 * <p>A selector's thread that has not begun a select for half the threshold counts as stuck, unless
 * it is in one. The JDK's selectors are level-triggered: a select that knows of the interest in
 * reading a channel at its end returns at once. So either the loop spins, or the select began
 * before the interest came to be.
 */
final class Causes {
  private final long now;
  private final long patience;

  /**
   * @param now milliseconds since the epoch
   */
  Causes(long now, Thresholds thresholds) {
    this.now = now;
    this.patience = thresholds.overdue() / 2;
  }

  /**
   * What most of some judgements have for a cause; null if that is none.
   *
   * @param waiting whether it is known that a handler is at work on them, which explains what the
   *     selector's thread does
   */
  @Nullable SelectorAdvice mostFrequent(List<Judgement> judgements, boolean waiting) {
    SelectorAdvice most = null;
    int mostCount = count(judgements, null);
    for (Cause cause : Cause.values()) {
      int count = count(judgements, cause);
      if (count > mostCount) {
        mostCount = count;
        most = new SelectorAdvice(cause, first(judgements, cause));
      }
    }
    return waiting && most != null && most.isOfThread() ? null : most;
  }

  private int count(List<Judgement> judgements, @Nullable Cause cause) {
    int count = 0;
    for (Judgement judgement : judgements) {
      count += of(judgement) == cause ? 1 : 0;
    }
    return count;
  }

  private Judgement first(List<Judgement> judgements, Cause cause) {
    for (Judgement judgement : judgements) {
      if (of(judgement) == cause) {
        return judgement;
      }
    }
    throw new IllegalArgumentException(cause.name());
  }

  /** What keeps the channel's loop from closing it; null if its registration tells nothing. */
  @Nullable Cause of(Judgement judgement) {
    ChannelRegistration registration = judgement.connection().registration();
    if (registration == null || !concerns(judgement.verdict())) {
      return null;
    }
    boolean closing = judgement.verdict() == Verdict.CLOSE_PENDING;
    if (!registration.exists()) {
      return closing ? null : Cause.UNREGISTERED;
    }
    Cause ofThread = ofThread(registration);
    return closing || ofThread != null ? ofThread : ofKey(registration);
  }

  private static boolean concerns(Verdict verdict) {
    switch (verdict) {
      case EOF_IGNORED:
      case NEVER_READ:
      case DATA_UNREAD:
      case UNKNOWN:
      case CLOSE_PENDING:
        return true;
      default:
        return false;
    }
  }

  /** Null if the thread is not known, or does what it should. */
  private @Nullable Cause ofThread(ChannelRegistration registration) {
    if (registration.selecting()) {
      return null;
    }
    ThreadView thread = registration.thread();
    if (thread != null && thread.state() == Thread.State.TERMINATED) {
      return Cause.ENDED;
    }
    if (!registration.selectedAt().isPresent()) {
      return Cause.NOBODY;
    }
    return thread == null || selectsAgain(registration) ? null : Cause.STUCK;
  }

  private boolean selectsAgain(ChannelRegistration registration) {
    OptionalLong selected = registration.selectedAt();
    return selected.isPresent() && now - selected.getAsLong() < patience;
  }

  private @Nullable Cause ofKey(ChannelRegistration registration) {
    if (!registration.valid()) {
      return Cause.CANCELLED;
    }
    if (!registration.wantsRead()) {
      return Cause.NO_INTEREST;
    }
    if (selectsAgain(registration)) {
      return Cause.SPINNING;
    }
    return registration.selectedAt().isPresent() ? Cause.NOT_WOKEN : null;
  }
}
