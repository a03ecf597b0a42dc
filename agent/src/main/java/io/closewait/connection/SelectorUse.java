package io.closewait.connection;

import java.lang.ref.WeakReference;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/**
 * Who selects on one selector. It keeps neither the selector nor the thread.
 *
 * <p>The count is written without a lock by the thread that selects, and two that take turns may
 * lose one: all that matters is that it changes.
 */
final class SelectorUse extends WeakReference<Selector> {
  private volatile WeakReference<Thread> thread;
  private volatile String threadName;
  private long selects;
  private long selectsSeen;
  private long selectedAt;

  SelectorUse(Selector selector, Thread first) {
    super(selector);
    thread = new WeakReference<>(first);
    threadName = Connection.nameOf(first);
  }

  /** Notes a select; allocates only if another thread made the last one. */
  void selectedBy(Thread current) {
    selects++;
    if (thread.get() != current) {
      threadName = Connection.nameOf(current);
      thread = new WeakReference<>(current);
    }
  }

  /**
   * Notes whether there were selects since the last look; for one thread at a time.
   *
   * @param nanos {@link System#nanoTime}
   */
  void look(long nanos) {
    if (selects != selectsSeen || selectedAt == 0) {
      selectsSeen = selects;
      selectedAt = nanos | 1;
    }
  }

  /** The time of the first look after the last select, as {@link Connection} has it. */
  long selectedAt() {
    return selectedAt;
  }

  /** The thread that made the last select; null if it is gone. */
  @Nullable Thread thread() {
    return thread.get();
  }

  String threadName() {
    return threadName;
  }
}
