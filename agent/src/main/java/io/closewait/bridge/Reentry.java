package io.closewait.bridge;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keeps the listener from being called inside itself.
 *
 * <p>A thread that enters writes itself into a slot chosen by its id. Two threads may share a slot,
 * and then a re-entry can pass once more, but never without end: it overwrites the slot with its
 * own thread. In return there is no lock, no allocation and no thread-local, also in virtual
 * threads.
 */
final class Reentry {
  private static final int SLOTS = 1024;
  private static final AtomicReferenceArray<Thread> INSIDE = new AtomicReferenceArray<>(SLOTS);

  private Reentry() {}

  /** Whether the current thread may enter; if so, {@link #leave} must follow. */
  static boolean enter() {
    Thread thread = Thread.currentThread();
    int slot = slot(thread);
    if (INSIDE.get(slot) == thread) {
      return false;
    }
    INSIDE.lazySet(slot, thread);
    return true;
  }

  static void leave() {
    INSIDE.lazySet(slot(Thread.currentThread()), null);
  }

  private static int slot(Thread thread) {
    int hash = System.identityHashCode(thread);
    return (hash ^ hash >>> 10) & SLOTS - 1;
  }
}
