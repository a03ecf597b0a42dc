package io.closewait.connection;

import java.util.OptionalLong;

/** Turns the records' times, {@link System#nanoTime}, into milliseconds since the epoch. */
final class Clock {
  private final long now;
  private final long nanos;

  /** Two readings of one moment. */
  Clock(long now, long nanos) {
    this.now = now;
    this.nanos = nanos;
  }

  /** How many nanoseconds ago a recorded time was. */
  long age(long recorded) {
    return nanos - recorded;
  }

  long at(long recorded) {
    return now - age(recorded) / 1_000_000;
  }

  /** Empty for never. */
  OptionalLong optional(long recorded) {
    return recorded == 0 ? OptionalLong.empty() : OptionalLong.of(at(recorded));
  }
}
