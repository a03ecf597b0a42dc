package io.closewait.kernel;

import io.closewait.tcp.Endpoint;
import io.closewait.tcp.TcpState;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The listening sockets of this process, from one deep look to the next. Not thread-safe.
 *
 * <p>A connection that nobody has accepted belongs to no process: its row has inode 0, and the
 * local port of the listening socket in whose queue it waits. A row in CLOSE_WAIT with inode 0 is
 * nothing else, because what a process leaves behind goes on to LAST_ACK.
 */
final class AcceptQueues {
  private static final InetAddress ANY_IPV4 = address(new byte[4]);
  private static final InetAddress ANY_IPV6 = address(new byte[16]);

  private Map<List<Endpoint>, Unaccepted> hungUp = Collections.emptyMap();
  private List<AcceptQueue> queues = Collections.emptyList();

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError("4 and 16 bytes are always an address", e);
    }
  }

  /** Whether a connection that waited for this process has no row: it may have been left out. */
  boolean rowMissing(Tables tables) {
    Set<List<Endpoint>> waited = new HashSet<>();
    for (AcceptQueue queue : queues) {
      for (Unaccepted connection : queue.hungUp()) {
        waited.add(Arrays.asList(connection.local(), connection.remote()));
      }
    }
    return !waited.isEmpty() && !read(0, tables).keySet().containsAll(waited);
  }

  /**
   * Finds what waits in the accept queues of this process.
   *
   * @param now milliseconds since the epoch
   */
  void look(long now, Tables tables, TrackedSockets tracked) {
    hungUp = read(now, tables);
    Map<Endpoint, List<SocketRow>> listening = listening(tables);
    Map<Long, List<Unaccepted>> byListener = new HashMap<>();
    Set<Long> own = new HashSet<>(tables.sockets().values());
    for (Unaccepted connection : hungUp.values()) {
      SocketRow listener = listener(connection.local(), listening, own);
      if (listener != null) {
        byListener.computeIfAbsent(listener.inode(), key -> new ArrayList<>()).add(connection);
      }
    }
    queues = queues(now, tables, tracked, byListener);
  }

  /** All connections of the namespace that wait in CLOSE_WAIT, of whatever process. */
  private Map<List<Endpoint>, Unaccepted> read(long now, Tables tables) {
    Map<List<Endpoint>, Unaccepted> found = new LinkedHashMap<>();
    for (SocketRow row : tables.rows()) {
      if (row.inode() == 0 && row.state() == TcpState.CLOSE_WAIT) {
        Endpoint local = row.local();
        Endpoint remote = row.remote();
        List<Endpoint> pair = Arrays.asList(local, remote);
        Unaccepted old = hungUp.get(pair);
        long since = old == null ? now : old.since();
        found.put(pair, new Unaccepted(local, remote, since, row.receiveQueue()));
      }
    }
    return found;
  }

  private static Map<Endpoint, List<SocketRow>> listening(Tables tables) {
    Map<Endpoint, List<SocketRow>> listening = new HashMap<>();
    for (SocketRow row : tables.rows()) {
      if (row.state() == TcpState.LISTEN) {
        listening.computeIfAbsent(row.local(), key -> new ArrayList<>()).add(row);
      }
    }
    return listening;
  }

  /** The listening socket of this process that has the connection; null if none surely has. */
  private static @Nullable SocketRow listener(
      Endpoint local, Map<Endpoint, List<SocketRow>> listening, Set<Long> own) {
    List<SocketRow> rows = listening.get(local);
    if (rows == null && local.address() instanceof Inet4Address) {
      rows = listening.get(new Endpoint(ANY_IPV4, local.port()));
    }
    if (rows == null) {
      rows = listening.get(new Endpoint(ANY_IPV6, local.port()));
    }
    return rows == null ? null : longest(rows, own);
  }

  /** With SO_REUSEPORT several sockets, also of several processes, listen at one endpoint. */
  private static @Nullable SocketRow longest(List<SocketRow> rows, Set<Long> own) {
    SocketRow longest = null;
    for (SocketRow row : rows) {
      if (row.receiveQueue() > 0) {
        if (!own.contains(row.inode())) {
          return null;
        }
        if (longest == null || row.receiveQueue() > longest.receiveQueue()) {
          longest = row;
        }
      }
    }
    return longest;
  }

  private static List<AcceptQueue> queues(
      long now, Tables tables, TrackedSockets tracked, Map<Long, List<Unaccepted>> byListener) {
    Map<Long, AcceptQueue> queues = new LinkedHashMap<>();
    for (Map.Entry<Integer, Long> socket : tables.sockets().entrySet()) {
      SocketRow row = tables.row(socket.getValue());
      long id = tracked.remembered(socket.getKey());
      if (row != null && row.state() == TcpState.LISTEN && id >= 0) {
        AcceptQueue known = queues.get(row.inode());
        if (known == null || known.listener() == 0) {
          queues.put(
              row.inode(),
              new AcceptQueue.Builder(now, row.local())
                  .listener(id)
                  .descriptor(socket.getKey())
                  .inode(row.inode())
                  .length(row.receiveQueue())
                  .hungUp(byListener.getOrDefault(row.inode(), Collections.emptyList()))
                  .build());
        }
      }
    }
    return new ArrayList<>(queues.values());
  }

  /** One for each listening socket, as of the last look. */
  List<AcceptQueue> queues() {
    return queues;
  }
}
