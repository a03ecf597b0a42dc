package io.closewait.diagnosis;

import org.jspecify.annotations.Nullable;

/** Who in the application has got accepted connections to handle. Immutable. */
public final class Handler {
  private final Site site;
  private final @Nullable ThreadFacts thread;
  private final int busy;

  /**
   * @param thread the one of the oldest connection that is still being handled; null if none is
   * @param busy how many connections are still being handled
   */
  public Handler(Site site, @Nullable ThreadFacts thread, int busy) {
    this.site = site;
    this.thread = thread;
    this.busy = busy;
  }

  /**
   * The first read or write with a line of the application on its stack; where there was none, the
   * line at which the thread is.
   */
  public Site site() {
    return site;
  }

  /**
   * A thread that was the last to use one of the connections, has used no other since and is still
   * in the application's code; null if there is none.
   */
  public @Nullable ThreadFacts thread() {
    return thread;
  }

  /** How many of the connections have such a thread. */
  public int busy() {
    return busy;
  }
}
