package io.closewait.connection;

import io.closewait.connection.Connection.Ending;
import io.closewait.tcp.AddressPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The connections that were closed last, in a ring that forgets the oldest. Thread-safe, without
 * locks; a page of it is made when it is first needed.
 *
 * <p>A writer takes a place of its own, and writes the key last. A reader that finds another key
 * after reading has met the next writer, and passes the place over.
 */
final class ClosedConnections {
  private static final int PAGE_BITS = 10;
  private static final int PAGE_SIZE = 1 << PAGE_BITS;
  private static final int PAGES = 64;

  private static final int LONGS = 3;
  private static final int KEY = 0;
  private static final int TIME = 1;
  private static final int FACTS = 2;

  /** Milliseconds in so many bits: twelve days. */
  private static final int DELAY_BITS = 30;

  private static final long MOST_DELAY = (1L << DELAY_BITS) - 1;

  /** Four. */
  private static final Origin[] ORIGINS = Origin.values();

  private final AtomicReferenceArray<Page> pages = new AtomicReferenceArray<>(PAGES);
  private final AtomicLong next = new AtomicLong();
  private long resolved;

  /** How many it remembers. */
  static int capacity() {
    return PAGES * PAGE_SIZE;
  }

  void add(Connection connection, int localPort) {
    if (localPort == 0 || connection.address == null) {
      return;
    }
    long place = next.getAndIncrement();
    Page page = page((int) (place >>> PAGE_BITS) % PAGES);
    int slot = (int) (place % PAGE_SIZE);
    page.put(slot, KEY, 0);
    page.sites.lazySet(slot, connection.site);
    page.put(slot, TIME, connection.closeCalledAt);
    page.put(slot, FACTS, facts(connection));
    page.put(slot, KEY, AddressPair.key(localPort, connection.address, connection.port()));
  }

  /** From the high bits on: 32 of the age, 2 of the origin, 30 of the delay and one. */
  @SuppressWarnings("EnumOrdinal") // it does not leave this process
  private static long facts(Connection connection) {
    long closed = connection.closeCalledAt;
    Ending ending = connection.ending;
    long ended = ending == null ? 0 : ending.peerEndAt();
    long delay = ended == 0 ? 0 : 1 + millis(closed - ended, MOST_DELAY - 1);
    return millis(closed - connection.openedAt, Integer.MAX_VALUE) << 32
        | (long) connection.origin().ordinal() << DELAY_BITS
        | delay;
  }

  private static long millis(long nanos, long most) {
    return Math.min(most, Math.max(0, nanos / 1_000_000));
  }

  /** Symbolises what was added since the last call; for one thread at a time. */
  void resolve() {
    long end = next.get();
    for (long place = Math.max(resolved, end - capacity()); place < end; place++) {
      Page page = pages.get((int) (place >>> PAGE_BITS) % PAGES);
      CallSite site = page == null ? null : page.sites.get((int) (place % PAGE_SIZE));
      if (site != null) {
        site.resolve();
      }
    }
    resolved = end;
  }

  private Page page(int index) {
    Page page = pages.get(index);
    if (page != null) {
      return page;
    }
    Page added = new Page();
    return pages.compareAndSet(index, null, added) ? added : pages.get(index);
  }

  /** Those with a wanted key, see {@link AddressPair#key}; of several the last closed. */
  Map<Long, ClosedConnection> find(LongPredicate wanted, Clock clock) {
    Map<Long, ClosedConnection> found = new HashMap<>();
    for (int index = 0; index < PAGES; index++) {
      Page page = pages.get(index);
      if (page != null) {
        for (int slot = 0; slot < PAGE_SIZE; slot++) {
          long key = page.get(slot, KEY);
          if (key != 0 && wanted.test(key)) {
            add(page, slot, key, clock, found);
          }
        }
      }
    }
    return found;
  }

  private static void add(
      Page page, int slot, long key, Clock clock, Map<Long, ClosedConnection> found) {
    ClosedConnection closed = read(page, slot, key, clock);
    ClosedConnection known = found.get(key);
    if (closed != null && (known == null || known.closedAt() < closed.closedAt())) {
      found.put(key, closed);
    }
  }

  /** The last ones from wanted call sites, the last first, at most so many. */
  List<ClosedConnection> last(Predicate<CallSite> wanted, int most, Clock clock) {
    List<ClosedConnection> found = new ArrayList<>();
    long end = next.get();
    long start = Math.max(0, end - capacity());
    for (long place = end - 1; place >= start && found.size() < most; place--) {
      Page page = pages.get((int) (place >>> PAGE_BITS) % PAGES);
      int slot = (int) (place % PAGE_SIZE);
      CallSite site = page == null ? null : page.sites.get(slot);
      if (page != null && site != null && wanted.test(site)) {
        ClosedConnection closed = read(page, slot, page.get(slot, KEY), clock);
        if (closed != null && closed.site() == site) {
          found.add(closed);
        }
      }
    }
    return found;
  }

  /** What a place holds; null if it is being written. */
  private static @Nullable ClosedConnection read(Page page, int slot, long key, Clock clock) {
    CallSite site = page.sites.get(slot);
    long at = clock.at(page.get(slot, TIME));
    long facts = page.get(slot, FACTS);
    if (key == 0 || site == null || page.get(slot, KEY) != key) {
      return null;
    }
    long delay = facts & MOST_DELAY;
    OptionalLong peerClosedAt =
        delay == 0 ? OptionalLong.empty() : OptionalLong.of(at - (delay - 1));
    Origin origin = ORIGINS[(int) (facts >>> DELAY_BITS) & ORIGINS.length - 1];
    return new ClosedConnection(origin, site, at - (facts >>> 32), peerClosedAt, at);
  }

  /** A part of the ring. */
  private static final class Page {
    private final AtomicReferenceArray<CallSite> sites = new AtomicReferenceArray<>(PAGE_SIZE);

    /** Of each connection its longs, side by side. */
    private final AtomicLongArray longs = new AtomicLongArray(PAGE_SIZE * LONGS);

    void put(int slot, int what, long value) {
      longs.lazySet(slot * LONGS + what, value);
    }

    long get(int slot, int what) {
      return longs.get(slot * LONGS + what);
    }
  }
}
