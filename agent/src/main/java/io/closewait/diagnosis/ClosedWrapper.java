package io.closewait.diagnosis;

/** A close() of something above a socket after which the socket was still open. Immutable. */
public final class ClosedWrapper {
  private final String on;
  private final Site site;
  private final long at;
  private final boolean failed;

  /**
   * @param on the class whose close() was called
   * @param at milliseconds since the epoch
   * @param failed whether it ended early, because a read or write in it failed
   */
  public ClosedWrapper(String on, Site site, long at, boolean failed) {
    this.on = on;
    this.site = site;
    this.at = at;
    this.failed = failed;
  }

  /** The class whose close() was called. */
  public String on() {
    return on;
  }

  /** Who called it; if it failed and is the application's own, where in itself it failed. */
  public Site site() {
    return site;
  }

  /** Milliseconds since the epoch. */
  public long at() {
    return at;
  }

  /** Whether it ended early because a read or write in it failed; else it spares the socket. */
  public boolean failed() {
    return failed;
  }
}
