package io.closewait.diagnosis;

import io.closewait.tcp.Endpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The figures of a leak, counted over its sockets at one moment. */
final class Figures {
  private static final double MINUTE = 60_000;
  private static final long WINDOW = 5 * 60_000;

  private final long now;
  private final long threshold;

  /**
   * @param now milliseconds since the epoch
   */
  Figures(long now, Thresholds thresholds) {
    this.now = now;
    this.threshold = thresholds.overdue();
  }

  /**
   * How many sockets joined the leak a minute.
   *
   * <p>A socket joins when it has been overdue for the threshold. The window ends now and is five
   * minutes long, or as long as the oldest socket has been in the leak, whichever is less. The
   * growth is the number of sockets that joined after the window's beginning, so that the oldest
   * one in a young leak does not count, divided by the window's length. It is 0 for a single socket
   * and while the window is empty.
   *
   * @param connections the oldest first, one at least
   */
  double growthPerMinute(List<LeakedConnection> connections) {
    long window = Math.min(WINDOW, now - joined(connections.get(0)));
    if (window <= 0) {
      return 0;
    }
    int grown = 0;
    for (LeakedConnection connection : connections.subList(1, connections.size())) {
      if (joined(connection) > now - window) {
        grown++;
      }
    }
    return grown * MINUTE / window;
  }

  private long joined(LeakedConnection connection) {
    return connection.since() + threshold;
  }

  /** Sockets by remote endpoint, the most frequent first, then by text; unknown ones left out. */
  static Map<String, Integer> remotes(List<LeakedConnection> connections) {
    Map<String, Integer> counts = new TreeMap<>();
    for (LeakedConnection connection : connections) {
      Endpoint remote = connection.remote();
      if (remote != null) {
        counts.merge(remote.toString(), 1, Integer::sum);
      }
    }
    List<Map.Entry<String, Integer>> entries = new ArrayList<>(counts.entrySet());
    entries.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    Map<String, Integer> ordered = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> entry : entries) {
      ordered.put(entry.getKey(), entry.getValue());
    }
    return ordered;
  }
}
