package io.closewait.connection;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long all connections together stayed open after their peers had closed, counted by bounds.
 * Thread-safe, without locks; the numbers only grow.
 */
public final class CloseTimes {
  private static final long[] BOUNDS = {
    10, 100, 1000, 5000, 10_000, 30_000, 60_000, 300_000, 1_800_000, 3_600_000, Long.MAX_VALUE
  };

  private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.length);
  private final AtomicLong sum = new AtomicLong();

  /** Counts a connection that was closed so many milliseconds after its peer had closed. */
  public void add(long millis) {
    int i = 0;
    while (BOUNDS[i] < millis) {
      i++;
    }
    counts.incrementAndGet(i);
    sum.addAndGet(Math.max(0, millis));
  }

  /** How many bounds there are. */
  public int size() {
    return BOUNDS.length;
  }

  /** A bound in milliseconds; the last is {@link Long#MAX_VALUE}. */
  public long bound(int index) {
    return BOUNDS[index];
  }

  /** How many took no longer than a bound, and longer than the bound before. */
  public long count(int index) {
    return counts.get(index);
  }

  /** How long all took together, milliseconds. */
  public long sum() {
    return sum.get();
  }
}
