package io.closewait.connection;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The pools that have opened connections, each where it was seen first. It refers weakly to them.
 * Thread-safe, without locks, bounded: of a crowd of pools some are not noted.
 */
final class PoolSightings {
  private static final int CAPACITY = 256;
  private static final int PROBES = 8;

  private final AtomicReferenceArray<Sighting> sightings = new AtomicReferenceArray<>(CAPACITY);
  private final CallSites callSites;

  PoolSightings(CallSites callSites) {
    this.callSites = callSites;
  }

  void note(Object pool) {
    Sighting added = null;
    int home = System.identityHashCode(pool);
    for (int i = 0; i < PROBES; i++) {
      int slot = home + i & CAPACITY - 1;
      Sighting present = sightings.get(slot);
      Object known = present == null ? null : present.get();
      if (known == pool) {
        return;
      }
      if (known == null) {
        added = added == null ? new Sighting(pool, callSites.here()) : added;
        if (sightings.compareAndSet(slot, present, added)) {
          return;
        }
        // Another thread took the slot, perhaps for the same pool.
        i--;
      }
    }
  }

  /** Symbolises where they were seen, so that no class is held by a stack. */
  void resolve() {
    for (int i = 0; i < CAPACITY; i++) {
      Sighting sighting = sightings.get(i);
      if (sighting != null) {
        sighting.site.resolve();
      }
    }
  }

  /** Those that are still alive. */
  List<PoolSighting> alive() {
    List<PoolSighting> alive = new ArrayList<>();
    for (int i = 0; i < CAPACITY; i++) {
      Sighting sighting = sightings.get(i);
      Object pool = sighting == null ? null : sighting.get();
      if (sighting != null && pool != null) {
        alive.add(new PoolSighting(pool, sighting.site, sighting.thread));
      }
    }
    return alive;
  }

  /** One pool. */
  private static final class Sighting extends WeakReference<Object> {
    private final CallSite site;
    private final String thread = Connection.currentThread();

    Sighting(Object pool, CallSite site) {
      super(pool);
      this.site = site;
    }
  }
}
