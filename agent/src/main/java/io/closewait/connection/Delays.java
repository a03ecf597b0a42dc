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

  /** When the first was counted, as {@link Connection} has it. */
  private volatile long firstAt;

  /** The same of the half hour before, and when the present one began; the sampler's. */
  private AtomicIntegerArray countsBefore = none();

  private long firstAtBefore;
  private long begun = Connection.now();

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
    if (firstAt == 0) {
      firstAt = Connection.now();
    }
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
   */
  CloseDelays snapshot(CallSite site, Clock clock) {
    long age = clock.age(begun);
    if (age > HALF_HOUR_NANOS) {
      countsBefore = counts;
      firstAtBefore = firstAt;
      counts = none();
      firstAt = 0;
      begun += age;
    }
    int[] copy = new int[STEPS * OCTAVES];
    int count = 0;
    for (int step = 0; step < copy.length; step++) {
      copy[step] = countsBefore.get(step) + counts.get(step);
      count += copy[step];
    }
    return new CloseDelays(
        origin,
        site,
        count,
        clock.at(firstAtBefore == 0 ? firstAt : firstAtBefore),
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
