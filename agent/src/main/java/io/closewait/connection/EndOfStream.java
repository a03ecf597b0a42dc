package io.closewait.connection;

/** The first read that returned the end of the stream. Immutable. */
public final class EndOfStream {
  private final long at;
  private final String thread;
  private final CallSite site;

  /**
   * @param at milliseconds since the epoch
   */
  public EndOfStream(long at, String thread, CallSite site) {
    this.at = at;
    this.thread = thread;
    this.site = site;
  }

  /** Milliseconds since the epoch. */
  public long at() {
    return at;
  }

  public String thread() {
    return thread;
  }

  public CallSite site() {
    return site;
  }
}
