package io.closewait.connection;

/** A thread's place in a table without locks, which it may share with another thread. */
final class ThreadSlot {
  private ThreadSlot() {}

  /**
   * The same for the whole life of a thread.
   *
   * @param slots how many there are, a power of two
   */
  static int of(Thread thread, int slots) {
    int hash = System.identityHashCode(thread);
    return (hash ^ hash >>> 10) & slots - 1;
  }
}
