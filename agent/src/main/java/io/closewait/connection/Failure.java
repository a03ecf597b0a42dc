package io.closewait.connection;

/** The last read or write of a connection that ended with an exception. Immutable. */
public final class Failure {
  private final long at;
  private final String thread;
  private final CallSite site;

  /**
   * @param at milliseconds since the epoch
   */
  public Failure(long at, String thread, CallSite site) {
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
