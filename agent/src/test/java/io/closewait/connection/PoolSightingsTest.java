package io.closewait.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PoolSightingsTest {
  private final PoolSightings sightings = new PoolSightings(new CallSites(64));

  @Test
  void notesAPoolOnceWhereItWasSeenFirst() {
    Object pool = new Object();

    first(pool);
    sightings.note(pool);

    assertThat(sightings.alive())
        .singleElement()
        .satisfies(
            sighting -> {
              assertThat(sighting.pool()).isSameAs(pool);
              assertThat(sighting.thread()).isEqualTo(Thread.currentThread().getName());
              assertThat(sighting.site().frames())
                  .anyMatch(frame -> frame.getMethodName().equals("first"));
            });
  }

  private void first(Object pool) {
    sightings.note(pool);
  }

  @Test
  void keepsNoPoolAlive() throws InterruptedException {
    WeakReference<Object> gone = new WeakReference<>(new Object());
    sightings.note(gone.get());

    assertThat(Collected.isCleared(gone)).isTrue();

    assertThat(sightings.alive()).isEmpty();
  }

  @Test
  void notesABoundedNumber() {
    List<Object> crowd = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      crowd.add(new Object());
      sightings.note(crowd.get(i));
    }

    assertThat(sightings.alive()).hasSizeBetween(100, 256);
  }

  @Test
  void isNotConfusedByManyThreads() throws InterruptedException {
    Object pool = new Object();
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                  sightings.note(pool);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      thread.start();
      threads.add(thread);
    }

    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(sightings.alive()).hasSize(1);
  }
}
