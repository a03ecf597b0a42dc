package io.closewait.connection;

import io.closewait.bridge.ConnectionEvent;
import io.closewait.bridge.UseBridge;
import io.closewait.connection.Connection.Ending;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Has uses of connections reported as long as they are needed, and notes them: also which accepted
 * connection each thread used last. Thread-safe.
 *
 * <p>Of two threads that share a slot the later one counts: then nothing is known of the other.
 */
final class UseWatch {
  private static final int SLOTS = 1024;

  /** How long the first uses of a connection are waited for after it was accepted. */
  private static final long WATCH_NANOS = 10_000_000_000L;

  private final AtomicLongArray lastUsed = new AtomicLongArray(SLOTS);
  private final CallSites callSites;

  /** When the last connection was accepted whose first uses are to be noted; 0 for never. */
  private volatile long watchedAt;

  UseWatch(CallSites callSites) {
    this.callSites = callSites;
  }

  /** Has the first uses of a connection reported that was just accepted. */
  void awaitFirst(Connection accepted) {
    watchedAt = accepted.openedAt;
    UseBridge.watch(true);
  }

  /**
   * Has uses reported as long as they are needed: while connections are in trouble, and while one
   * was accepted so lately that its first uses may be yet to come.
   */
  void watch(boolean inTrouble) {
    if (!inTrouble && !awaitsUses()) {
      UseBridge.watch(false);
      forget();
    }
    // A connection that was accepted between these lines needs it too.
    if (inTrouble || awaitsUses()) {
      UseBridge.watch(true);
    }
  }

  private boolean awaitsUses() {
    long at = watchedAt;
    return at != 0 && System.nanoTime() - at < WATCH_NANOS;
  }

  /** Forgets who used what, because uses are not watched any more. */
  private void forget() {
    for (int i = 0; i < SLOTS; i++) {
      lastUsed.lazySet(i, 0);
    }
  }

  /** The current thread reads from a connection or writes to it. */
  void used(Connection connection, ConnectionEvent event) {
    Thread thread = Thread.currentThread();
    noteUser(connection, thread);
    Uses uses = connection.uses;
    if (uses != null) {
      uses.note(thread, callSites);
    }
    Ending ending = connection.ending;
    if (ending != null && event == ConnectionEvent.WRITE) {
      ending.writtenAt = Connection.now();
    }
  }

  /** Notes who uses a connection, if it was accepted. */
  void noteUser(Connection connection, Thread thread) {
    if (connection.origin() == Origin.ACCEPT) {
      lastUsed.lazySet(ThreadSlot.of(thread, SLOTS), connection.id);
    }
  }

  /** Whether the thread has used no other connection since this one. */
  boolean usedLast(Thread thread, long connection) {
    return lastUsed.get(ThreadSlot.of(thread, SLOTS)) == connection;
  }
}
