package io.closewait.connection;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The last two connections that each call site opened to each peer, among those noted. */
final class Siblings {
  private final Map<Key, long[]> lastTwo = new HashMap<>();

  /** Asks for the siblings of a connection; needed before {@link #note} hears of them. */
  void ask(Connection connection) {
    lastTwo.putIfAbsent(new Key(connection), new long[2]);
  }

  boolean isEmpty() {
    return lastTwo.isEmpty();
  }

  /** Notes an open connection, whose siblings may have been asked for. */
  void note(Connection connection) {
    long[] times = lastTwo.get(new Key(connection));
    if (times == null) {
      return;
    }
    long opened = connection.openedAt;
    if (times[0] == 0 || opened - times[0] > 0) {
      times[1] = times[0];
      times[0] = opened;
    } else if (times[1] == 0 || opened - times[1] > 0) {
      times[1] = opened;
    }
  }

  /** When the last sibling of a connection was opened, as {@link Connection} has it; 0 if none. */
  long lastOpened(Connection connection) {
    long[] times = lastTwo.get(new Key(connection));
    if (times == null || connection.origin() == Origin.ADOPTED) {
      return 0;
    }
    return times[0] == connection.openedAt ? times[1] : times[0];
  }

  /** One call site and one peer. */
  private static final class Key {
    private final CallSite site;
    private final @Nullable InetAddress address;
    private final int port;

    Key(Connection connection) {
      site = connection.site;
      address = connection.address;
      port = connection.port();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key
          && site == ((Key) other).site
          && port == ((Key) other).port
          && Objects.equals(address, ((Key) other).address);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * System.identityHashCode(site) + port) + Objects.hashCode(address);
    }
  }
}
