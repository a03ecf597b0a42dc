package io.closewait.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Tests what is seen of threads from outside. */
class ThreadViewTest {
  @Test
  void showsWhereAThreadWaits() throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    Thread waiting = new Thread(() -> await(gate), "waiting");
    waiting.start();
    try {
      while (waiting.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }

      ThreadView view = ThreadView.of(waiting);

      assertThat(view.name()).isEqualTo("waiting");
      assertThat(view.state()).isEqualTo(Thread.State.WAITING);
      assertThat(view.frames()).anyMatch(frame -> frame.getMethodName().equals("await"));
    } finally {
      gate.countDown();
      waiting.join();
    }
    assertThat(ThreadView.of(waiting).state()).isEqualTo(Thread.State.TERMINATED);
    assertThat(ThreadView.of(waiting).frames()).isEmpty();
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
