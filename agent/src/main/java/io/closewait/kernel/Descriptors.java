package io.closewait.kernel;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;

/** How many descriptors the process has open, of how many it may have. Immutable. */
public final class Descriptors {
  /** Nothing is known. */
  public static final Descriptors UNKNOWN =
      new Descriptors(OptionalLong.empty(), OptionalLong.empty(), 0);

  private final OptionalLong open;
  private final OptionalLong limit;
  private final double growthPerHour;
  private final Map<DescriptorKind, Integer> kinds;

  /** Without a word on what they are open on. */
  public Descriptors(OptionalLong open, OptionalLong limit, double growthPerHour) {
    this(open, limit, growthPerHour, Collections.emptyMap());
  }

  public Descriptors(
      OptionalLong open,
      OptionalLong limit,
      double growthPerHour,
      Map<DescriptorKind, Integer> kinds) {
    this.open = open;
    this.limit = limit;
    this.growthPerHour = growthPerHour;
    this.kinds = Collections.unmodifiableMap(kinds);
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

  /** How many were open on what at the last deep look; kinds without one left out. */
  public Map<DescriptorKind, Integer> kinds() {
    return kinds;
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
