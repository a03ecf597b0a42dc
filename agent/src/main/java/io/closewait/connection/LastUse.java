package io.closewait.connection;

import org.jspecify.annotations.Nullable;

/** The last time that the application was seen to read or write. Immutable. */
public final class LastUse {
  private final long at;
  private final String thread;
  private final @Nullable ThreadView now;

  /**
   * @param at milliseconds since the epoch
   * @param now null unless the thread lives and was not seen to use another connection since
   */
  public LastUse(long at, String thread, @Nullable ThreadView now) {
    this.at = at;
    this.thread = thread;
    this.now = now;
  }

  /** Milliseconds since the epoch. */
  public long at() {
    return at;
  }

  /** The name of the thread. */
  public String thread() {
    return thread;
  }

  /** What the thread does now; null unless it may still be busy with this connection. */
  public @Nullable ThreadView now() {
    return now;
  }
}
