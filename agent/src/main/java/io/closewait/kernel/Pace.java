package io.closewait.kernel;

/**
 * When the next deep look may be: the longer the last one took, the later. Thread-safe; times are
 * those of {@link System#nanoTime}.
 */
public final class Pace {
  /** At most 0.1 % of one core. */
  private static final int REST = 1000;

  /** At most 1 % of one core. */
  private static final int REST_IF_WANTED = 100;

  private boolean looked;
  private long cost;
  private long ended;

  /** Notes a deep look and what it took. */
  synchronized void looked(long from, long to) {
    looked = true;
    cost = Math.max(0, to - from);
    ended = to;
  }

  /** Whether a deep look is due; the first one is at once. */
  public synchronized boolean due(long now) {
    return rested(now, REST);
  }

  /** Whether a deep look may be made before it is due, because a diagnosis waits for its facts. */
  public synchronized boolean allowed(long now) {
    return rested(now, REST_IF_WANTED);
  }

  private boolean rested(long now, int rest) {
    return !looked || now - ended >= cost * rest;
  }
}
