package io.closewait.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests who may enter, alone and beside other threads. */
class ReentryTest {
  private static final int THREADS = 64;
  private static final int ROUNDS = 2000;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @Test
  void refusesAThreadThatIsInsideUntilItLeaves() {
    assertThat(Reentry.enter()).isTrue();
    assertThat(Reentry.enter()).isFalse();
    Reentry.leave();
    assertThat(Reentry.enter()).isTrue();
    Reentry.leave();
  }

  @Test
  void letsAnotherThreadInMeanwhile() throws Exception {
    assertThat(Reentry.enter()).isTrue();
    try {
      boolean entered = threads.submit(ReentryTest::enterAndLeave).get(10, TimeUnit.SECONDS);
      assertThat(entered).isTrue();
    } finally {
      Reentry.leave();
    }
  }

  /** So many threads share slots, and sharing must never shut one out. */
  @Test
  void neverRefusesAThreadThatIsOutside() throws Exception {
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      tasks.add(
          () -> {
            int refused = 0;
            for (int round = 0; round < ROUNDS; round++) {
              refused += enterAndLeave() ? 0 : 1;
            }
            return refused;
          });
    }

    for (Future<Integer> refused : threads.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
      assertThat(refused.get()).isZero();
    }
  }

  private static boolean enterAndLeave() {
    if (!Reentry.enter()) {
      return false;
    }
    Thread.yield();
    Reentry.leave();
    return true;
  }
}
