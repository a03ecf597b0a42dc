package io.closewait.connection;

import java.lang.ref.Reference;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for the garbage collector. */
final class Collected {
  private Collected() {}

  /** Whether the collector clears a reference within ten seconds. */
  static boolean isCleared(Reference<?> reference) throws InterruptedException {
    return comesTrue(() -> reference.refersTo(null));
  }

  /** Whether collecting makes a condition true within ten seconds. */
  static boolean comesTrue(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      System.gc();
      Thread.sleep(5);
    }
    return true;
  }
}
