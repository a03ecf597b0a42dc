package io.closewait.agent;

import io.closewait.bridge.Bridge;

/** Writes the report when the JVM exits. */
final class LastReport extends Thread {
  /** How long the exit may wait for it. */
  private static final long PATIENCE_MILLIS = 5000;

  private final Announcer announcer;
  private final Watch watch;

  LastReport(Announcer announcer, Watch watch) {
    super("closewait exit");
    this.announcer = announcer;
    this.watch = watch;
  }

  /** In a thread of its own, so that a slow disk or a full stderr does not keep the JVM alive. */
  @Override
  public void run() {
    try {
      Writer writer = new Writer();
      writer.setDaemon(true);
      writer.start();
      writer.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      Bridge.suppress(e);
    }
  }

  private final class Writer extends Thread {
    Writer() {
      super("closewait last report");
    }

    @Override
    public void run() {
      try {
        announcer.write(watch.lookDeep());
      } catch (Throwable e) {
        Bridge.suppress(e);
      }
    }
  }
}
