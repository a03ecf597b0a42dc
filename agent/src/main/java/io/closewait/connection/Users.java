package io.closewait.connection;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which accepted connection each thread used last, as far as uses were watched. Thread-safe.
 *
 * <p>Of two threads that share a slot the later one counts: then nothing is known of the other.
 */
final class Users {
  private static final int SLOTS = 1024;

  private final AtomicLongArray lastUsed = new AtomicLongArray(SLOTS);

  void note(Thread thread, long connection) {
    lastUsed.lazySet(ThreadSlot.of(thread, SLOTS), connection);
  }

  /** Whether the thread has used no other connection since this one. */
  boolean usedLast(Thread thread, long connection) {
    return lastUsed.get(ThreadSlot.of(thread, SLOTS)) == connection;
  }

  /** Forgets everything, because uses are not watched any more. */
  void forget() {
    for (int i = 0; i < SLOTS; i++) {
      lastUsed.lazySet(i, 0);
    }
  }
}
