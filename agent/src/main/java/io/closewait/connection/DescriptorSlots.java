package io.closewait.connection;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The live record of each descriptor, in two levels that grow with the highest descriptor.
 * Thread-safe, without locks.
 */
final class DescriptorSlots {
  private static final int PAGE_BITS = 10;
  private static final int PAGE_SIZE = 1 << PAGE_BITS;
  private static final int PAGES = 8192;

  private final AtomicReferenceArray<AtomicReferenceArray<Connection>> pages =
      new AtomicReferenceArray<>(PAGES);
  private final AtomicInteger limit = new AtomicInteger();

  /** The record of a descriptor; null if it has none. */
  @Nullable Connection get(int descriptor) {
    AtomicReferenceArray<Connection> page = page(descriptor);
    return page == null ? null : page.get(descriptor & PAGE_SIZE - 1);
  }

  /** The record of a descriptor, if it is this owner's; null otherwise. */
  @Nullable Connection ofOwner(Object owner, int descriptor) {
    Connection present = get(descriptor);
    return present != null && present.get() == owner ? present : null;
  }

  /**
   * The record at a descriptor, unless the socket is the agent's own.
   *
   * @param owner whose it must be; null for whoever it is
   */
  @Nullable Connection tracked(@Nullable Object owner, int descriptor) {
    Connection present = owner == null ? get(descriptor) : ofOwner(owner, descriptor);
    return present == null || present.id == OpenSockets.OWN ? null : present;
  }

  /**
   * Gives a descriptor its record in the place of any other.
   *
   * @throws IllegalArgumentException if the descriptor is negative or above eight million
   */
  void put(Connection connection) {
    int descriptor = connection.descriptor;
    AtomicReferenceArray<Connection> page = page(descriptor);
    if (page == null) {
      page = addPage(descriptor);
    }
    page.set(descriptor & PAGE_SIZE - 1, connection);
    raiseLimit(descriptor + 1);
  }

  /** Takes the record of a descriptor away. */
  void clear(int descriptor) {
    AtomicReferenceArray<Connection> page = page(descriptor);
    if (page != null) {
      page.set(descriptor & PAGE_SIZE - 1, null);
    }
  }

  /**
   * Shows each record that is there when its turn comes, by ascending descriptor, but those of the
   * agent's own sockets.
   */
  void forEach(Consumer<Connection> visitor) {
    int end = limit.get();
    for (int descriptor = 0; descriptor < end; descriptor++) {
      Connection connection = get(descriptor);
      if (connection != null && connection.id != OpenSockets.OWN) {
        visitor.accept(connection);
      }
    }
  }

  /** All records belong to descriptors below this one. */
  int limit() {
    return limit.get();
  }

  private @Nullable AtomicReferenceArray<Connection> page(int descriptor) {
    int index = descriptor >> PAGE_BITS;
    return index < 0 || index >= PAGES ? null : pages.get(index);
  }

  private AtomicReferenceArray<Connection> addPage(int descriptor) {
    int index = descriptor >> PAGE_BITS;
    if (index < 0 || index >= PAGES) {
      throw new IllegalArgumentException("descriptor " + descriptor + " is out of range");
    }
    AtomicReferenceArray<Connection> added = new AtomicReferenceArray<>(PAGE_SIZE);
    return pages.compareAndSet(index, null, added) ? added : pages.get(index);
  }

  private void raiseLimit(int atLeast) {
    int present = limit.get();
    while (present < atLeast && !limit.compareAndSet(present, atLeast)) {
      present = limit.get();
    }
  }
}
