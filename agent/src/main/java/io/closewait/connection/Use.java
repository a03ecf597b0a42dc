package io.closewait.connection;

/** A read that returned data, or a write, of which it is known where it happened. Immutable. */
public final class Use {
  private final String thread;
  private final CallSite site;

  public Use(String thread, CallSite site) {
    this.thread = thread;
    this.site = site;
  }

  /** The name of the thread that read or wrote. */
  public String thread() {
    return thread;
  }

  public CallSite site() {
    return site;
  }
}
