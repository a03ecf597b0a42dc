package io.closewait.alert;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Alerts as events of the logger {@code io.closewait} in the application's own log, as far as the
 * application has set one up by itself; else they go elsewhere.
 *
 * <p>A thread of its own does it, since an appender may block. It ends when nothing is left to say.
 */
public final class ApplicationLog implements Alerts {
  private static final int WAITING = 100;
  private static final long IDLE_SECONDS = 60;
  private static final long BLOCKED_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Comes last. */
  private static final Alert END = new Alert(false, "");

  private final LogSystem system;
  private final Instrumentation instrumentation;
  private final Alerts fallback;
  private final BlockingQueue<Alert> waiting = new ArrayBlockingQueue<>(WAITING);
  private volatile long busySince;
  private volatile boolean complained;
  private @Nullable Thread thread;

  /**
   * @param fallback where alerts go when there is no log, or it blocks; for any thread
   */
  public ApplicationLog(LogSystem system, Instrumentation instrumentation, Alerts fallback) {
    this.system = system;
    this.instrumentation = instrumentation;
    this.fallback = fallback;
  }

  @Override
  public void warn(String text) {
    say(new Alert(true, text));
  }

  @Override
  public void inform(String text) {
    say(new Alert(false, text));
  }

  private synchronized void say(Alert alert) {
    long since = busySince;
    boolean blocked = since != 0 && System.nanoTime() - since > BLOCKED_NANOS;
    if (blocked || !waiting.offer(alert)) {
      instead(alert, "blocks");
      return;
    }
    if (thread == null || !thread.isAlive()) {
      thread = new Thread(this::log, "closewait log");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void log() {
    try {
      while (true) {
        Alert alert = waiting.poll(IDLE_SECONDS, TimeUnit.SECONDS);
        if (alert == END) {
          return;
        }
        if (alert == null) {
          synchronized (this) {
            if (waiting.isEmpty()) {
              thread = null;
              return;
            }
          }
        } else {
          log(alert);
        }
      }
    } catch (InterruptedException e) {
      // By the application; the next alert starts another thread.
      return;
    }
  }

  private void log(Alert alert) {
    busySince = System.nanoTime() | 1;
    try {
      if (!system.log(instrumentation.getAllLoadedClasses(), alert.warning, alert.event())) {
        instead(alert, "is not in use in this JVM");
      }
    } catch (InvocationTargetException e) {
      instead(alert, "fails (" + e.getCause() + ")");
    } catch (Throwable e) {
      instead(alert, "fails (" + e + ")");
    } finally {
      busySince = 0;
    }
  }

  private void instead(Alert alert, String why) {
    if (!complained) {
      complained = true;
      fallback.warn("closewait: " + system.text() + " " + why + ": alerts go to stderr meanwhile");
    }
    if (alert.warning) {
      fallback.warn(alert.text);
    } else {
      fallback.inform(alert.text);
    }
  }

  /** An appender at work is not interrupted, since that would close its channel. */
  @Override
  public synchronized void close() {
    waiting.clear();
    if (thread != null) {
      waiting.add(END);
    }
  }

  private static final class Alert {
    private final boolean warning;
    private final String text;

    Alert(boolean warning, String text) {
      this.warning = warning;
      this.text = text;
    }

    /** The logger's name says already who speaks. */
    String event() {
      return ("\n" + text).replace("\nclosewait: ", "\n").substring(1);
    }
  }
}
