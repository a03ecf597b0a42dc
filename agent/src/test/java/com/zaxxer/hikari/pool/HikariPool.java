package com.zaxxer.hikari.pool;

import io.closewait.connection.Registry;
import java.util.concurrent.CountDownLatch;

/** Stands for the library's class of that name: it opens, and it answers once it is let to. */
public final class HikariPool {
  private final CountDownLatch lock;
  private final int active;
  private final int idle;

  /**
   * @param lock what it waits for before it answers
   */
  public HikariPool(CountDownLatch lock, int active, int idle) {
    this.lock = lock;
    this.active = active;
    this.idle = idle;
  }

  /** Opens a connection. */
  public void createPoolEntry(Registry registry) {
    registry.pooling(this);
  }

  /** Fails if it is negative. */
  public int getActiveConnections() throws InterruptedException {
    lock.await();
    if (active < 0) {
      throw new IllegalStateException("closed");
    }
    return active;
  }

  public int getIdleConnections() {
    return idle;
  }
}
