package io.closewait.connection;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** The live record of a listening socket: also how long its queue may be, and who empties it. */
final class ListeningSocket extends Connection {
  private final int backlog;
  private volatile @Nullable Acceptor acceptor;

  ListeningSocket(
      Object owner,
      ReferenceQueue<Object> collected,
      long id,
      int descriptor,
      int backlog,
      CallSite site) {
    super(owner, collected, id, descriptor, Origin.LISTEN, null, 0, site);
    this.backlog = backlog;
  }

  /** Notes that the current thread calls accept(); allocates only if it is not the last one. */
  void accepting() {
    Thread thread = Thread.currentThread();
    Acceptor last = acceptor;
    if (last == null || last.get() != thread) {
      acceptor = new Acceptor(thread);
    }
  }

  /**
   * What is known of it now.
   *
   * @param view whether to look at the thread of the acceptor, which stops it for a moment
   */
  Listening listening(boolean view) {
    Acceptor last = acceptor;
    return new Listening(backlog, view && last != null ? last.view() : null);
  }

  /** The thread that called accept() last. */
  private static final class Acceptor extends WeakReference<Thread> {
    private final String name;

    Acceptor(Thread thread) {
      super(thread);
      name = nameOf(thread);
    }

    ThreadView view() {
      Thread thread = get();
      return thread == null ? ThreadView.ended(name) : ThreadView.of(thread);
    }
  }
}
