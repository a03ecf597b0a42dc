package io.closewait.connection;

import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Who selects on which selector. Thread-safe, without locks, bounded.
 *
 * <p>A cache with open addressing, asked once a select: a selector that is there costs two array
 * reads and no allocation. One that finds no room replaces another.
 */
final class SelectorUses {
  private static final int CAPACITY = 1024;
  private static final int PROBES = 8;

  private final AtomicReferenceArray<SelectorUse> uses = new AtomicReferenceArray<>(CAPACITY);

  /** Notes that a thread is about to select; returns whether it is the first on that selector. */
  boolean selecting(Selector selector, Thread thread) {
    SelectorUse present = of(selector);
    if (present != null) {
      present.selectedBy(thread);
      return false;
    }
    SelectorUse first = new SelectorUse(selector, thread);
    first.selectedBy(thread);
    add(home(selector), first);
    return true;
  }

  /** The use of a selector; null if no thread was seen to select on it. */
  @Nullable SelectorUse of(Selector selector) {
    int home = home(selector);
    for (int i = 0; i < PROBES; i++) {
      SelectorUse use = uses.get(home + i & CAPACITY - 1);
      if (use == null) {
        return null;
      }
      if (use.get() == selector) {
        return use;
      }
    }
    return null;
  }

  /** Two threads that meet here may lose one of their uses until its next select. */
  private void add(int home, SelectorUse added) {
    int slot = home;
    for (int i = 0; i < PROBES; i++) {
      int probed = home + i & CAPACITY - 1;
      SelectorUse use = uses.get(probed);
      if (use == null || use.get() == null) {
        slot = probed;
        break;
      }
    }
    uses.set(slot, added);
  }

  private static int home(Selector selector) {
    int hash = System.identityHashCode(selector);
    return (hash ^ hash >>> 10) & CAPACITY - 1;
  }

  /**
   * Notes which selectors were selected on since the last look; for one thread at a time.
   *
   * @param nanos {@link System#nanoTime}
   */
  void look(long nanos) {
    for (int i = 0; i < CAPACITY; i++) {
      SelectorUse use = uses.get(i);
      if (use != null) {
        use.look(nanos);
      }
    }
  }
}
