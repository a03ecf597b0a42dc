package io.closewait.kernel;

/**
 * When the next deep look may be: the longer the last one took, the later. Thread-safe; times are
 * those of {@link System#nanoTime}.
 */
public final class Pace {
  /** At most 0.1 % of one core. */
  private static final int REST = 1000;

  /**
   * At most 1 % of one core, and no longer than ten seconds: a first look, or a busy one, is long.
   */
  private static final int REST_IF_WANTED = 100;

  private static final long LONGEST_REST_IF_WANTED = 10_000_000_000L;

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
    return rested(now, cost * REST);
  }

  /** Whether a deep look may be made before it is due, because a diagnosis waits for its facts. */
  public synchronized boolean allowed(long now) {
    return rested(now, Math.min(cost * REST_IF_WANTED, LONGEST_REST_IF_WANTED));
  }

  private boolean rested(long now, long rest) {
    return !looked || now - ended >= rest;
  }
}
