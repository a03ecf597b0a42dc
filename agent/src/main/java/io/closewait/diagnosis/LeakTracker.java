package io.closewait.diagnosis;

import io.closewait.connection.ConnectionSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells what became of each leak from one diagnosis to the next.
 *
 * <p>Only leaks of severity {@link Severity#LEAK} are announced. For use by one thread.
 */
public final class LeakTracker {
  /** A leak that was announced, and the highest count so far as a power of two. */
  private static final class Announced {
    private Leak leak;
    private int power;

    Announced(Leak leak) {
      this.leak = leak;
      this.power = Integer.highestOneBit(leak.count());
    }
  }

  private final Map<String, Announced> announced = new LinkedHashMap<>();

  /**
   * What changed since the last call. A leak that shrinks and grows again is announced only beyond
   * its highest count; one whose sockets are for a while no candidates, because the kernel closed
   * them or the application uses them again, has not recovered while one of them is open.
   *
   * @param connections those that the diagnosis was made of
   */
  public List<Change> update(Diagnosis diagnosis, List<ConnectionSnapshot> connections) {
    List<Change> changes = new ArrayList<>();
    Set<String> present = new HashSet<>();
    for (Leak leak : diagnosis.leaks()) {
      present.add(leak.fingerprint());
      if (leak.severity() == Severity.LEAK) {
        meet(leak, changes);
      }
    }
    recover(present, ids(connections), changes);
    return changes;
  }

  private void meet(Leak leak, List<Change> changes) {
    Announced known = announced.get(leak.fingerprint());
    if (known == null) {
      announced.put(leak.fingerprint(), new Announced(leak));
      changes.add(new Change(Change.Kind.APPEARED, leak));
      return;
    }
    known.leak = leak;
    int power = Integer.highestOneBit(leak.count());
    if (power > known.power) {
      known.power = power;
      changes.add(new Change(Change.Kind.GREW, leak));
    }
  }

  private void recover(Set<String> present, Set<Long> open, List<Change> changes) {
    Iterator<Map.Entry<String, Announced>> entries = announced.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, Announced> entry = entries.next();
      Leak leak = entry.getValue().leak;
      if (!present.contains(entry.getKey()) && !isOpen(leak, open)) {
        entries.remove();
        changes.add(new Change(Change.Kind.RECOVERED, leak));
      }
    }
  }

  private static boolean isOpen(Leak leak, Set<Long> open) {
    for (LeakedConnection connection : leak.connections()) {
      if (open.contains(connection.id())) {
        return true;
      }
    }
    return false;
  }

  private static Set<Long> ids(List<ConnectionSnapshot> connections) {
    Set<Long> ids = new HashSet<>();
    for (ConnectionSnapshot connection : connections) {
      ids.add(connection.id());
    }
    return ids;
  }
}
