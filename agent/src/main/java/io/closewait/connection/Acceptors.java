package io.closewait.connection;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The threads that accept. Thread-safe, without locks: of two that share a slot one is forgotten.
 */
final class Acceptors {
  private static final int SLOTS = 256;

  private final AtomicReferenceArray<Acceptor> acceptors = new AtomicReferenceArray<>(SLOTS);

  /** Notes that the current thread calls accept(); allocates only if it did not do so before. */
  void accepting(ListeningSocket socket) {
    Thread thread = Thread.currentThread();
    int slot = ThreadSlot.of(thread, SLOTS);
    Acceptor acceptor = acceptors.get(slot);
    if (acceptor == null || !acceptor.is(thread, socket.id)) {
      acceptor = new Acceptor(thread, socket.id);
      acceptors.lazySet(slot, acceptor);
    }
    acceptor.accepting();
    socket.acceptedBy(acceptor);
  }

  /** Where the current thread has just accepted a connection. */
  CallSite site(CallSites callSites) {
    Thread thread = Thread.currentThread();
    Acceptor acceptor = acceptors.get(ThreadSlot.of(thread, SLOTS));
    return acceptor != null && acceptor.takeAccepting(thread)
        ? acceptor.site(callSites)
        : callSites.here();
  }
}
