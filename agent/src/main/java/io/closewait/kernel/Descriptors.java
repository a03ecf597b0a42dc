package io.closewait.kernel;

import java.util.OptionalLong;

/** How many descriptors the process has open, of how many it may have. Immutable. */
public final class Descriptors {
  /** Nothing is known. */
  public static final Descriptors UNKNOWN =
      new Descriptors(OptionalLong.empty(), OptionalLong.empty(), 0);

  private final OptionalLong open;
  private final OptionalLong limit;
  private final double growthPerHour;

  public Descriptors(OptionalLong open, OptionalLong limit, double growthPerHour) {
    this.open = open;
    this.limit = limit;
    this.growthPerHour = growthPerHour;
  }

  /** Empty if the kernel does not say. */
  public OptionalLong open() {
    return open;
  }

  /** The soft limit; empty if there is none or the kernel does not say. */
  public OptionalLong limit() {
    return limit;
  }

  /** Descriptors gained an hour over the observed time; negative when they shrink. */
  public double growthPerHour() {
    return growthPerHour;
  }

  /** Seconds until the limit is reached at the present growth; empty if it will not be. */
  public OptionalLong exhaustedInSeconds() {
    if (!open.isPresent() || !limit.isPresent() || growthPerHour <= 0) {
      return OptionalLong.empty();
    }
    long headroom = Math.max(0, limit.getAsLong() - open.getAsLong());
    return OptionalLong.of(Math.round(headroom / growthPerHour * 3600));
  }
}
