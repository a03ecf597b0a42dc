package io.closewait.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.bridge.ConnectionEvent;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Tests the registry under threads that open and release the same descriptors, while it is read.
 */
class RegistryStressTest {
  private static final int OPENERS = 4;
  private static final int ROUNDS = 20_000;
  private static final int DESCRIPTORS = 64;

  private final Registry registry = new Registry(64);
  private final AtomicInteger opening = new AtomicInteger(OPENERS);

  @Test
  void staysConsistent() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(OPENERS + 1);
    try {
      List<Future<Set<Long>>> opened = new ArrayList<>();
      for (int i = 0; i < OPENERS; i++) {
        opened.add(threads.submit(opener(i)));
      }
      Future<Set<Long>> read = threads.submit(this::readUntilAllIsOpened);

      Set<Long> ids = new HashSet<>();
      for (Future<Set<Long>> future : opened) {
        ids.addAll(future.get(60, TimeUnit.SECONDS));
      }
      assertThat(read.get(60, TimeUnit.SECONDS)).isNotEmpty();
      assertThat(ids).doesNotContain(0L);
      assertThat(registry.snapshots(1, System.nanoTime(), id -> true, id -> false)).isEmpty();
    } finally {
      threads.shutdownNow();
    }
  }

  /** Opens, uses and releases; the last that any thread does to a descriptor is to release it. */
  private Callable<Set<Long>> opener(int seed) {
    return () -> {
      Random random = new Random(seed);
      Set<Long> ids = new HashSet<>();
      try {
        for (int round = 0; round < ROUNDS; round++) {
          Object owner = new Object();
          int descriptor = random.nextInt(DESCRIPTORS);
          registry.connecting(owner, descriptor, InetAddress.getLoopbackAddress(), 1);
          long id = registry.openSockets().idAt(descriptor);
          if (id != 0) {
            ids.add(id);
          }
          registry.event(ConnectionEvent.CONNECTED, owner, descriptor);
          registry.event(ConnectionEvent.END_OF_STREAM, null, descriptor);
          registry.event(ConnectionEvent.WRITE, null, descriptor);
          registry.closing(owner, descriptor, 4000);
          registry.event(ConnectionEvent.RELEASED, owner, descriptor);
        }
      } finally {
        opening.decrementAndGet();
      }
      return ids;
    };
  }

  private Set<Long> readUntilAllIsOpened() {
    Set<Long> seen = new HashSet<>();
    while (opening.get() > 0) {
      Set<Long> ids = new HashSet<>();
      for (ConnectionSnapshot connection :
          registry.snapshots(1, System.nanoTime(), id -> true, id -> false)) {
        assertThat(ids.add(connection.id())).as("id %d is unique", connection.id()).isTrue();
        assertThat(connection.descriptor()).isBetween(0, DESCRIPTORS - 1);
        assertThat(connection.site().frames()).isNotEmpty();
      }
      seen.addAll(ids);
    }
    return seen;
  }
}
