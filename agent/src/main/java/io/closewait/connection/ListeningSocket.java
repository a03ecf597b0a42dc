package io.closewait.connection;

import java.lang.ref.ReferenceQueue;
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

  /** Notes which thread called accept() last. */
  void acceptedBy(Acceptor last) {
    if (acceptor != last) {
      acceptor = last;
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
}
