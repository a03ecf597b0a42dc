package io.closewait.connection;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The connects that failed lately, counted by call site, remote and reason. Thread-safe, bounded:
 * what is new while the table is full goes uncounted.
 */
final class FailedConnects {
  private static final int CAPACITY = 1024;
  private static final int ERROR_LENGTH = 200;
  private static final long KEPT_NANOS = 3_600_000_000_000L;

  private final Map<Key, Count> counts = new ConcurrentHashMap<>();

  /**
   * Counts one.
   *
   * @param remote host or address, and port
   * @param error null if there was no exception
   */
  void add(Connection connection, String remote, FailureReason reason, @Nullable Throwable error) {
    Key key = new Key(connection.site, remote, reason);
    Count count = counts.get(key);
    if (count == null && counts.size() < CAPACITY) {
      Count added = new Count(connection);
      Count other = counts.putIfAbsent(key, added);
      count = other == null ? added : other;
    }
    if (count != null) {
      count.add(connection, error == null ? null : text(error));
    }
  }

  private static String text(Throwable error) {
    String text = error.toString();
    return text.length() > ERROR_LENGTH ? text.substring(0, ERROR_LENGTH) : text;
  }

  /** Those of the last hour; the count of each is since its first. */
  List<FailedConnect> recent(Clock clock) {
    List<FailedConnect> recent = new ArrayList<>();
    Iterator<Map.Entry<Key, Count>> entries = counts.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Key, Count> entry = entries.next();
      Count count = entry.getValue();
      if (clock.age(count.lastAt) > KEPT_NANOS) {
        entries.remove();
      } else {
        entry.getKey().site.resolve();
        recent.add(count.snapshot(entry.getKey(), clock));
      }
    }
    return recent;
  }

  /** How often and when. */
  private static final class Count {
    private final String thread;
    private final long firstAt;
    private long lastAt;
    private long longestWait;
    private int times;
    private @Nullable String lastError;

    Count(Connection connection) {
      thread = connection.thread;
      firstAt = connection.openedAt;
      lastAt = connection.openedAt;
    }

    synchronized void add(Connection connection, @Nullable String error) {
      times++;
      lastAt = Connection.now();
      longestWait = Math.max(longestWait, lastAt - connection.openedAt);
      lastError = error;
    }

    synchronized FailedConnect snapshot(Key key, Clock clock) {
      return new FailedConnect(
          key.site,
          thread,
          key.remote,
          key.reason,
          times,
          clock.at(firstAt),
          clock.at(lastAt),
          longestWait / 1_000_000,
          lastError);
    }
  }

  /** What is counted together. */
  private static final class Key {
    private final CallSite site;
    private final String remote;
    private final FailureReason reason;

    Key(CallSite site, String remote, FailureReason reason) {
      this.site = site;
      this.remote = remote;
      this.reason = reason;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key
          && site == ((Key) other).site
          && reason == ((Key) other).reason
          && remote.equals(((Key) other).remote);
    }

    @Override
    public int hashCode() {
      return Objects.hash(System.identityHashCode(site), remote, reason);
    }
  }
}
