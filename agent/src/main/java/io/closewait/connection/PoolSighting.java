package io.closewait.connection;

/** A pool that was seen when it opened a connection. Immutable; keeps the pool alive. */
public final class PoolSighting {
  private final Object pool;
  private final CallSite site;
  private final String thread;

  PoolSighting(Object pool, CallSite site, String thread) {
    this.pool = pool;
    this.site = site;
    this.thread = thread;
  }

  /** An object of the application's library. */
  public Object pool() {
    return pool;
  }

  /** Where it opened the first connection that was seen. */
  public CallSite site() {
    return site;
  }

  /** The name of the thread that did. */
  public String thread() {
    return thread;
  }
}
