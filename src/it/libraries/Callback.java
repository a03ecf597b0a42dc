import java.util.concurrent.CountDownLatch;

/** What a callback does: it returns at once, or waits for what never comes. */
final class Callback {
  private final CountDownLatch called = new CountDownLatch(1);
  private final CountDownLatch next;

  /** As the program's arguments say. */
  Callback(String[] args) {
    next = new CountDownLatch(Variant.leaks(args) ? 1 : 0);
  }

  /** For the library's thread. */
  void run() {
    called.countDown();
    try {
      next.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until it has been called. */
  void awaitCall() throws InterruptedException {
    called.await();
  }
}
