package io.closewait.diagnosis;

import io.closewait.connection.ConnectionSnapshot;
import org.jspecify.annotations.Nullable;

/** The sentences about connections that nobody accepts: why, and what to do. */
final class AcceptAdvice {
  private AcceptAdvice() {}

  /**
   * Why they wait.
   *
   * @param acceptor what is known of the thread that should accept
   */
  static String reason(StuckListener stuck, String acceptor) {
    String backlog =
        stuck.backlog().isPresent() ? " (backlog " + stuck.backlog().getAsInt() + ")" : "";
    return "Nobody has accepted these connections, and their peers have closed them: "
        + (stuck.waiting() == 1 ? "1 waits" : stuck.waiting() + " wait")
        + " in the accept queue of "
        + stuck.local()
        + backlog
        + "; "
        + acceptor
        + ".";
  }

  /** What is known of the thread that should accept, as part of a sentence. */
  static String acceptor(
      StuckListener stuck, @Nullable ConnectionSnapshot listener, boolean sitsInAccept) {
    ThreadFacts thread = stuck.acceptor();
    if (listener == null) {
      return "who should accept them is not known, because no hook saw the socket begin to listen";
    }
    if (thread == null) {
      return "no thread has ever called accept() there";
    }
    return "accept() was last called there by thread "
        + thread.name()
        + ", which "
        + now(thread, sitsInAccept);
  }

  private static String now(ThreadFacts thread, boolean sitsInAccept) {
    if (sitsInAccept) {
      return "sits in accept() now, of this or of another listening socket, and yet they wait";
    }
    if (thread.state() == Thread.State.TERMINATED) {
      return "has ended";
    }
    return "is " + thread.state() + (thread.frame() == null ? "" : " at " + thread.frame());
  }

  /** What to do about it, at the line where it is to be done. */
  static String remedy(StuckListener stuck, @Nullable Site site, boolean sitsInAccept) {
    String listens = site == null ? "" : ": " + site.frame();
    ThreadFacts thread = stuck.acceptor();
    if (thread == null) {
      return "Let a thread call accept() in a loop, or close the listening socket" + listens + ".";
    }
    if (thread.state() == Thread.State.TERMINATED) {
      return "Let the accepting thread survive the failure of one connection, or close the"
          + " listening socket with it"
          + listens
          + ".";
    }
    if (sitsInAccept || thread.frame() == null) {
      return "Give each listening socket an accepting thread of its own" + listens + ".";
    }
    return "Let the accepting thread do nothing but accept and hand each connection to another"
        + " thread; it is held up at "
        + thread.frame()
        + ".";
  }
}
