package io.closewait.bench.load;

/**
 * Captures a stack at each visit where {@code closewait.bench.stack} is true: the least that an
 * agent can do which knows the line that opened a connection. For one thread.
 */
final class Stack {
  private static final boolean WANTED = Boolean.getBoolean("closewait.bench.stack");

  /** Volatile so that it is not optimised away. */
  private volatile Object last = this;

  void capture() {
    if (WANTED) {
      last = new Throwable();
    }
  }
}
