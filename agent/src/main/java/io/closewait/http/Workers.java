package io.closewait.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few daemon threads for exchanges, which end when there is nothing to do. A client that is too
 * slow does not keep one: its connection is closed by interrupting the thread. Thread-safe.
 */
final class Workers implements Executor {
  private static final int MOST = 2;
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor pool;
  private final ScheduledThreadPoolExecutor clock;
  private final Map<Thread, Future<?>> deadlines = new ConcurrentHashMap<>();
  private final long patience;

  /**
   * @param patience how long a client may take to send or to receive, milliseconds
   */
  Workers(ThreadFactory threads, long patience) {
    this.patience = patience;
    pool =
        new ThreadPoolExecutor(
            MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    pool.allowCoreThreadTimeOut(true);
    clock = new ScheduledThreadPoolExecutor(1, threads);
    clock.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    clock.allowCoreThreadTimeOut(true);
    clock.setRemoveOnCancelPolicy(true);
  }

  @Override
  public void execute(Runnable exchange) {
    pool.execute(
        () -> {
          await();
          try {
            exchange.run();
          } finally {
            stopWaiting();
          }
        });
  }

  /** From now on the current thread waits for its client, and not for ever. */
  void await() {
    Thread worker = Thread.currentThread();
    deadlines.put(worker, clock.schedule(worker::interrupt, patience, TimeUnit.MILLISECONDS));
  }

  /** The current thread has work of its own, in which it is not to be interrupted. */
  void stopWaiting() {
    Future<?> deadline = deadlines.remove(Thread.currentThread());
    if (deadline != null) {
      deadline.cancel(false);
    }
    Thread.interrupted();
  }

  /** Ends all threads. */
  void end() {
    pool.shutdownNow();
    clock.shutdownNow();
  }
}
