package io.closewait.diagnosis;

import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.Listening;
import io.closewait.connection.ThreadView;
import org.jspecify.annotations.Nullable;

/** The thread that should accept the connections of a listening socket. Immutable. */
public final class Acceptor {
  private final @Nullable ConnectionSnapshot listener;
  private final @Nullable ThreadFacts thread;
  private final boolean inAccept;

  /**
   * @param listener the listening socket; null if no hook saw it begin to listen
   */
  public Acceptor(@Nullable ConnectionSnapshot listener) {
    Listening facts = listener == null ? null : listener.listening();
    ThreadView view = facts == null ? null : facts.acceptor();
    this.listener = listener;
    this.thread = view == null ? null : ThreadFacts.of(view);
    this.inAccept = view != null && sitsInAccept(view);
  }

  private static boolean sitsInAccept(ThreadView view) {
    for (StackTraceElement frame : view.frames()) {
      if (!Frames.isJdk(frame.getClassName())) {
        return false;
      }
      if (Frames.isSocket(frame.getClassName()) && isAccept(frame.getMethodName())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAccept(String method) {
    return method.startsWith("accept") || method.endsWith("Accept");
  }

  /** The thread that called accept() last; null if none did or no hook saw it. */
  public @Nullable ThreadFacts thread() {
    return thread;
  }

  /** Whether it is inside the JDK's accept() now, of whichever listening socket. */
  public boolean isInAccept() {
    return inAccept;
  }

  /** What is known of it, as part of a sentence. */
  public String sentence() {
    if (listener == null) {
      return "who should accept them is not known, because no hook saw the socket begin to listen";
    }
    if (thread == null) {
      return "no thread has ever called accept() there";
    }
    return "accept() was last called there by thread " + thread.name() + ", which " + now(thread);
  }

  private String now(ThreadFacts facts) {
    if (inAccept) {
      return "sits in accept() now, of this or of another listening socket, and yet they wait";
    }
    if (facts.state() == Thread.State.TERMINATED) {
      return "has ended";
    }
    return "is " + facts.state() + (facts.frame() == null ? "" : " at " + facts.frame());
  }

  /**
   * What to do so that it accepts, at the line where it is to be done.
   *
   * @param site where the socket listens; null if that is not known
   */
  public String remedy(@Nullable Site site) {
    String listens = site == null ? "" : ": " + site.frame();
    if (thread == null) {
      return "Let a thread call accept() in a loop, or close the listening socket" + listens + ".";
    }
    if (thread.state() == Thread.State.TERMINATED) {
      return "Let the accepting thread survive the failure of one connection, or close the"
          + " listening socket with it"
          + listens
          + ".";
    }
    if (inAccept || thread.frame() == null) {
      return "Give each listening socket an accepting thread of its own" + listens + ".";
    }
    return "Let the accepting thread do nothing but accept and hand each connection to another"
        + " thread; it is held up at "
        + thread.frame()
        + ".";
  }
}
