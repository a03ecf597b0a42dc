package io.closewait.agent;

import io.closewait.bridge.RefusalBridge;

/**
 * Hears, at most once in a threshold, that the system refused the application a descriptor. For the
 * agent's own thread.
 */
final class Refusals {
  private final long threshold;
  private boolean heard;
  private long last;

  /**
   * @param threshold milliseconds
   */
  Refusals(long threshold) {
    this.threshold = threshold;
  }

  /** Whether one was refused since {@link #await}. */
  boolean heard() {
    if (!RefusalBridge.take()) {
      return false;
    }
    heard = true;
    last = System.nanoTime();
    return true;
  }

  /** Has this thread woken by the next one, unless the last was too short a time ago. */
  void await() {
    if (!heard || System.nanoTime() - last >= threshold * 1_000_000) {
      RefusalBridge.wakeAtNext(Thread.currentThread());
    }
  }
}
