package io.closewait.agent;

import io.closewait.bridge.Bridge;
import io.closewait.bridge.RefusalBridge;
import java.util.concurrent.locks.LockSupport;

/**
 * The agent's own thread: a look at every interval, and one between two of these where a socket
 * reaches the threshold, until it is stopped.
 */
final class Loop extends Thread {
  /** A look ends long before, unless the application blocks a JMX listener. */
  private static final long PATIENCE_MILLIS = 10_000;

  /**
   * The application's start is over, or long enough not to notice. The first look comes as soon
   * again: it loads what the following ones need, and loading may need a descriptor.
   */
  private static final long SOON_MILLIS = 500;

  private final Session session;
  private final LateStart lateStart;
  private final long interval;
  private volatile boolean stopped;

  /**
   * @param interval milliseconds between two looks
   */
  Loop(Session session, LateStart lateStart, long interval) {
    super("closewait");
    this.session = session;
    this.lateStart = lateStart;
    this.interval = interval;
    setDaemon(true);
  }

  @Override
  public void run() {
    try {
      watch();
    } catch (Throwable e) {
      Bridge.suppress(e);
    }
  }

  private void watch() {
    session.begin();
    lateStart.catchUp();
    long soon = Math.min(interval, SOON_MILLIS);
    if (!pause(soon)) {
      return;
    }
    lateStart.prepare();
    long left = Math.min(interval - soon, SOON_MILLIS);
    boolean early = false;
    for (boolean first = true; pause(left); first = false) {
      look(first);
      left = early ? interval : Math.min(interval, session.untilOverdue());
      early = left < interval;
    }
  }

  private void look(boolean first) {
    if (!first) {
      settle();
    }
    try {
      session.look();
    } catch (Throwable e) {
      Bridge.suppress(e);
    }
  }

  private void settle() {
    try {
      session.settle();
    } catch (Throwable e) {
      Bridge.suppress(e);
    }
  }

  /** Waits for the next look, which a refused descriptor asks for too; false if none is to be. */
  private boolean pause(long millis) {
    long until = System.nanoTime() + millis * 1_000_000;
    for (long left = millis * 1_000_000; left > 0 && !RefusalBridge.isRefused(); ) {
      if (stopped || isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(this, left);
      left = until - System.nanoTime();
    }
    return !stopped;
  }

  /** Ends the thread after the look that it may be in, and waits for that, but not for ever. */
  void end() throws InterruptedException {
    stopped = true;
    LockSupport.unpark(this);
    join(PATIENCE_MILLIS);
  }
}
