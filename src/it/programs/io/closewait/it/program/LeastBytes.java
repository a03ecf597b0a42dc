package io.closewait.it.program;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * The bytes that the current thread allocates for something that it does again and again. What
 * happens only once, or the first times, is kept out by taking the least of many turns.
 */
final class LeastBytes {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private long least = Long.MAX_VALUE;
  private long mark;

  void begin() {
    mark = allocated();
  }

  void end() {
    least = Math.min(least, allocated() - mark);
  }

  /** Of all turns until now. */
  long least() {
    return least;
  }

  private static long allocated() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
