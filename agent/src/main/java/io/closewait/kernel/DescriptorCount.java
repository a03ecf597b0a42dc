package io.closewait.kernel;

/** How many descriptors were open at one moment. Immutable. */
public final class DescriptorCount {
  private final long at;
  private final long open;

  public DescriptorCount(long at, long open) {
    this.at = at;
    this.open = open;
  }

  /** Milliseconds since the epoch. */
  public long at() {
    return at;
  }

  public long open() {
    return open;
  }
}
