package io.closewait.diagnosis;

import org.jspecify.annotations.Nullable;

/** The last time that the application was seen to read or write a connection. Immutable. */
public final class LastTouch {
  private final long at;
  private final String thread;
  private final @Nullable String frame;

  /**
   * @param at milliseconds since the epoch
   * @param frame the nearest frame that its owner can change; null if the stack was not noted
   */
  public LastTouch(long at, String thread, @Nullable String frame) {
    this.at = at;
    this.thread = thread;
    this.frame = frame;
  }

  /** Milliseconds since the epoch. */
  public long at() {
    return at;
  }

  /** The thread that did it. */
  public String thread() {
    return thread;
  }

  /** The nearest frame that its owner can change; null if the stack was not noted. */
  public @Nullable String frame() {
    return frame;
  }
}
