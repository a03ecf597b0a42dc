package io.closewait.connection;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A thread that accepts at a listening socket, and where it does so. Only that thread changes it.
 *
 * <p>It is nearly always a loop, so the stack of most connections is known before it is captured:
 * after {@link #TRUSTED} equal ones in a row only each {@link #CHECKED}th is, until one differs or
 * a connection that was accepted there is overdue.
 */
final class Acceptor extends WeakReference<Thread> {
  static final int TRUSTED = 64;
  static final int CHECKED = 16;

  private final String name;
  private final long listener;
  private @Nullable CallSite site;
  private boolean accepting;
  private int equal;
  private int unchecked;

  /**
   * @param listener the id of the listening socket
   */
  Acceptor(Thread thread, long listener) {
    super(thread);
    this.name = Connection.nameOf(thread);
    this.listener = listener;
  }

  boolean is(Thread thread, long listenerId) {
    return get() == thread && listener == listenerId;
  }

  /** The thread has called accept(). */
  void accepting() {
    accepting = true;
  }

  /** Whether the connection that this thread opens now comes from its call of accept(). */
  boolean takeAccepting(Thread thread) {
    boolean taken = accepting && get() == thread;
    accepting = false;
    return taken;
  }

  /** The site of the connection that has just been accepted. */
  CallSite site(CallSites callSites) {
    CallSite last = site;
    if (last != null && last.isTrusted() && equal >= TRUSTED && unchecked < CHECKED - 1) {
      unchecked++;
      return last;
    }
    CallSite here = callSites.here();
    equal = last != null && last.hash() == here.hash() ? equal + 1 : 0;
    unchecked = 0;
    site = here;
    return here;
  }

  /** What the thread does now; looking stops it for a moment. */
  ThreadView view() {
    Thread thread = get();
    return thread == null ? ThreadView.ended(name) : ThreadView.of(thread);
  }
}
