package io.closewait.agent;

import io.closewait.bridge.Bridge;

/** The agent's own thread: a look at every interval, until it is stopped. */
final class Loop extends Thread {
  /** A look ends long before, unless the application blocks a JMX listener. */
  private static final long PATIENCE_MILLIS = 10_000;

  /** The application's start is over, or long enough not to notice. */
  private static final long SOON_MILLIS = 500;

  private final Session session;
  private final long interval;
  private boolean stopped;

  /**
   * @param interval milliseconds between two looks
   */
  Loop(Session session, long interval) {
    super("closewait");
    this.session = session;
    this.interval = interval;
    setDaemon(true);
  }

  @Override
  public void run() {
    session.catchUp();
    long soon = Math.min(interval, SOON_MILLIS);
    if (!pause(soon)) {
      return;
    }
    session.prepare();
    boolean settled = false;
    for (long left = interval - soon; pause(left); left = interval) {
      try {
        if (!settled) {
          settled = true;
          session.settle();
        }
        session.look();
      } catch (Throwable e) {
        Bridge.suppress(e);
      }
    }
  }

  /** Waits for the next look; false if there is to be none. */
  private synchronized boolean pause(long millis) {
    long until = System.nanoTime() + millis * 1_000_000;
    for (long left = millis; !stopped && left > 0; ) {
      try {
        wait(left);
      } catch (InterruptedException e) {
        return false;
      }
      left = (until - System.nanoTime() + 999_999) / 1_000_000;
    }
    return !stopped;
  }

  /** Ends the thread after the look that it may be in, and waits for that, but not for ever. */
  void end() throws InterruptedException {
    synchronized (this) {
      stopped = true;
      notifyAll();
    }
    join(PATIENCE_MILLIS);
  }
}
