package io.closewait.connection;

import java.lang.ref.ReferenceQueue;
import java.util.Collections;

/**
 * What the agent's own threads open: it has its place at its descriptor, and nothing is told of it.
 * Thread-safe.
 */
final class OwnSockets {
  private static final CallSite NOWHERE = new CallSite(Collections.emptyList());

  private final ThreadGroup threads;

  /**
   * @param threads the agent's own
   */
  OwnSockets(ThreadGroup threads) {
    this.threads = threads;
  }

  /** Whether the current thread is one of the agent's own. */
  boolean isCurrentThread() {
    return Thread.currentThread().getThreadGroup() == threads;
  }

  Connection record(Object owner, ReferenceQueue<Object> collected, int descriptor, Origin origin) {
    return new Connection(
        owner, collected, OpenSockets.OWN, descriptor, origin, null, 0, "", NOWHERE);
  }
}
