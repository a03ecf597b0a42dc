package io.closewait.connection;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How long the connections of a call site stayed open after their peer had closed, within the last
 * hour. Thread-safe, without locks.
 *
 * <p>Counted in four steps to the doubling of a millisecond, so a quantile is at most a quarter too
 * high.
 */
final class Delays {
  private static final int STEPS = 4;
  private static final int OCTAVES = 28;

  private static final long HALF_HOUR_NANOS = 1_800_000_000_000L;

  private final Origin origin;
  private volatile AtomicIntegerArray counts = none();

  /** Those of the half hour before, and when the present one began; the sampler's. */
  private AtomicIntegerArray before = none();

  private long begun = System.nanoTime();

  /**
   * @param origin how the connections came to be
   */
  Delays(Origin origin) {
    this.origin = origin;
  }

  private static AtomicIntegerArray none() {
    return new AtomicIntegerArray(STEPS * OCTAVES);
  }

  void add(long millis) {
    counts.incrementAndGet(step(Math.max(0, millis)));
  }

  private static int step(long millis) {
    if (millis < STEPS) {
      return (int) millis;
    }
    int octave = 63 - Long.numberOfLeadingZeros(millis);
    int step = (octave - 1) * STEPS + (int) (millis >>> (octave - 2)) % STEPS;
    return Math.min(step, STEPS * OCTAVES - 1);
  }

  /** The first millisecond that a step does not count. */
  private static long end(int step) {
    if (step < STEPS) {
      return step + 1L;
    }
    return (STEPS + step % STEPS + 1L) << (step / STEPS - 1);
  }

  /**
   * What there was in the last half hour at least, and in the last hour at most; for one thread at
   * a time.
   *
   * @param nanos {@link System#nanoTime}
   */
  CloseDelays snapshot(CallSite site, long nanos) {
    if (nanos - begun > HALF_HOUR_NANOS) {
      before = counts;
      counts = none();
      begun = nanos;
    }
    int[] copy = new int[STEPS * OCTAVES];
    int count = 0;
    for (int step = 0; step < copy.length; step++) {
      copy[step] = before.get(step) + counts.get(step);
      count += copy[step];
    }
    return new CloseDelays(
        origin,
        site,
        count,
        quantile(copy, count, 0.5),
        quantile(copy, count, 0.9),
        quantile(copy, count, 0.99),
        quantile(copy, count, 1));
  }

  private static long quantile(int[] counts, int count, double share) {
    long wanted = (long) Math.ceil(count * share);
    long met = 0;
    for (int step = 0; step < counts.length; step++) {
      met += counts[step];
      if (met >= wanted && met > 0) {
        return end(step);
      }
    }
    return 0;
  }
}
