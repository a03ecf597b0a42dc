package io.closewait.connection;

import org.jspecify.annotations.Nullable;

/** Connects from one call site to one remote that failed for one reason. Immutable. */
public final class FailedConnect {
  private final CallSite site;
  private final String thread;
  private final String remote;
  private final FailureReason reason;
  private final int count;
  private final long firstAt;
  private final long lastAt;
  private final long longestMillis;
  private final @Nullable String lastError;

  /**
   * @param firstAt milliseconds since the epoch
   * @param lastAt milliseconds since the epoch
   */
  public FailedConnect(
      CallSite site,
      String thread,
      String remote,
      FailureReason reason,
      int count,
      long firstAt,
      long lastAt,
      long longestMillis,
      @Nullable String lastError) {
    this.site = site;
    this.thread = thread;
    this.remote = remote;
    this.reason = reason;
    this.count = count;
    this.firstAt = firstAt;
    this.lastAt = lastAt;
    this.longestMillis = longestMillis;
    this.lastError = lastError;
  }

  public CallSite site() {
    return site;
  }

  /** The thread of the first of them. */
  public String thread() {
    return thread;
  }

  /** The address, or the host's name if it has none, and the port. */
  public String remote() {
    return remote;
  }

  public FailureReason reason() {
    return reason;
  }

  public int count() {
    return count;
  }

  /** When the first of them began, milliseconds since the epoch. */
  public long firstAt() {
    return firstAt;
  }

  /** When the last of them failed, milliseconds since the epoch. */
  public long lastAt() {
    return lastAt;
  }

  /** How long the longest of them took. */
  public long longestMillis() {
    return longestMillis;
  }

  /** The exception of the last of them; null if there was none. */
  public @Nullable String lastError() {
    return lastError;
  }
}
