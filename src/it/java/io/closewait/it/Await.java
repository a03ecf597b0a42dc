package io.closewait.it;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Polls until a state is reached, and fails if it is not; no test waits in another way. */
final class Await {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Await() {}

  /** Returns when the state is true. */
  static void until(String what, Callable<Boolean> state) throws Exception {
    value(what, () -> state.call() ? Optional.of(true) : Optional.empty());
  }

  /** The value as soon as there is one. */
  static <T> T value(String what, Callable<Optional<T>> look) throws Exception {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      Optional<T> value = look.call();
      if (value.isPresent()) {
        return value.get();
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + DEADLINE.toSeconds() + " s: " + what);
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }
}
