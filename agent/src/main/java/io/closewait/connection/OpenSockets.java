package io.closewait.connection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;

/** The open sockets: who has which descriptor, how many there are of which kind. Thread-safe. */
public final class OpenSockets {
  /** What {@link #idAt} says of a socket that is the agent's own. */
  public static final long OWN = -1;

  private final DescriptorSlots slots;

  OpenSockets(DescriptorSlots slots) {
    this.slots = slots;
  }

  /** All of them have descriptors below this one. */
  public int limit() {
    return slots.limit();
  }

  /** The id of the socket that has a descriptor now, or {@link #OWN}; 0 if none is known. */
  public long idAt(int descriptor) {
    Connection connection = slots.get(descriptor);
    return connection == null ? 0 : connection.id;
  }

  /** Notes those whose peer has closed according to the kernel, by id. */
  public void noteEnds(LongPredicate ended) {
    slots.forEach(
        connection -> {
          if (ended.test(connection.id) && connection.end().endSeenAt == 0) {
            connection.end().endSeenAt = Connection.now();
          }
        });
  }

  /** How many are recorded. */
  public int count() {
    int[] count = new int[1];
    slots.forEach(connection -> count[0]++);
    return count[0];
  }

  /** How many have an id above the first and not above the last, of whatever kind. */
  public int between(long first, long last) {
    int[] count = new int[1];
    slots.forEach(
        connection -> {
          if (connection.id > first && connection.id <= last) {
            count[0]++;
          }
        });
    return count[0];
  }

  /** Whether one is recorded for this owner, be it the agent's own. */
  public boolean knows(Object owner) {
    int limit = slots.limit();
    for (int descriptor = 0; descriptor < limit; descriptor++) {
      Connection connection = slots.get(descriptor);
      if (connection != null && connection.get() == owner) {
        return true;
      }
    }
    return false;
  }

  /**
   * All of them, by ascending descriptor.
   *
   * @param now milliseconds since the epoch
   * @param nanos {@link System#nanoTime} of the same moment
   */
  public List<OpenConnection> connections(long now, long nanos) {
    Clock clock = new Clock(now, nanos);
    List<OpenConnection> open = new ArrayList<>();
    slots.forEach(
        connection -> {
          connection.site.resolve();
          open.add(new OpenConnection(connection, clock));
        });
    return open;
  }

  /** Those that are wanted, by the call site that opened them. */
  public List<OpenSite> sites(LongPredicate wanted) {
    Map<List<Object>, List<Connection>> bySite = new LinkedHashMap<>();
    slots.forEach(
        connection -> {
          if (wanted.test(connection.id)) {
            bySite
                .computeIfAbsent(
                    Arrays.asList(connection.origin(), connection.site), key -> new ArrayList<>())
                .add(connection);
          }
        });
    List<OpenSite> sites = new ArrayList<>(bySite.size());
    for (List<Connection> connections : bySite.values()) {
      Connection first = connections.get(0);
      List<Long> ids = new ArrayList<>(connections.size());
      for (Connection connection : connections) {
        ids.add(connection.id);
      }
      sites.add(new OpenSite(first.origin(), first.site, first.thread, ids));
    }
    return sites;
  }

  /**
   * How many connections that the application opened, and has not begun to close, each call site
   * has.
   *
   * @param known those that are not counted
   */
  public Map<CallSite, Integer> othersBySite(List<ConnectionSnapshot> known) {
    Set<Long> ids = new HashSet<>();
    for (ConnectionSnapshot connection : known) {
      ids.add(connection.id());
    }
    Map<CallSite, Integer> counts = new HashMap<>();
    slots.forEach(
        connection -> {
          if (connection.origin() == Origin.CONNECT
              && connection.closeCalledAt == 0
              && !ids.contains(connection.id)) {
            counts.merge(connection.site, 1, Integer::sum);
          }
        });
    return counts;
  }
}
