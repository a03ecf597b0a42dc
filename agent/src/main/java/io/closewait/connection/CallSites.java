package io.closewait.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Gives equal stacks one shared {@link CallSite}. Thread-safe, without locks, bounded.
 *
 * <p>A cache with open addressing: a site that finds no room replaces another, which lives on in
 * the connections that have it. Then two connections of one line hold two equal sites, which costs
 * memory and nothing else, because leaks are grouped by fingerprint.
 */
final class CallSites {
  private static final int CAPACITY = 4096;
  private static final int PROBES = 8;

  private final AtomicReferenceArray<CallSite> sites = new AtomicReferenceArray<>(CAPACITY);
  private final int depth;

  /**
   * @param depth frames kept for a site
   */
  CallSites(int depth) {
    this.depth = depth;
  }

  /** The site of the caller's stack. */
  CallSite here() {
    Throwable capture = new Throwable();
    long hash = StackHash.of(capture, depth);
    int home = (int) (hash >>> 32) & CAPACITY - 1;
    for (int i = 0; i < PROBES; i++) {
      int slot = home + i & CAPACITY - 1;
      CallSite site = sites.get(slot);
      if (site == null) {
        CallSite added = new CallSite(hash, capture, depth);
        if (sites.compareAndSet(slot, null, added)) {
          return added;
        }
        site = sites.get(slot);
      }
      if (site != null && site.hash() == hash) {
        return site;
      }
    }
    CallSite replacing = new CallSite(hash, capture, depth);
    sites.set(home, replacing);
    return replacing;
  }

  /** The {@link CallSite#closeDelays} of each site that has some. */
  List<CloseDelays> closeDelays(Clock clock) {
    List<CloseDelays> all = new ArrayList<>();
    for (int i = 0; i < CAPACITY; i++) {
      CallSite site = sites.get(i);
      CloseDelays delays = site == null ? null : site.closeDelays(clock);
      if (delays != null) {
        all.add(delays);
      }
    }
    return all;
  }

  /** Symbolises what was captured since the last call, so that no class is held by a stack. */
  void resolve() {
    for (int i = 0; i < CAPACITY; i++) {
      CallSite site = sites.get(i);
      if (site != null) {
        site.resolve();
      }
    }
  }
}
