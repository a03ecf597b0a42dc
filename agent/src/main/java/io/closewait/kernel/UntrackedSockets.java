package io.closewait.kernel;

import io.closewait.tcp.TcpState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * TCP sockets of this process without a record, from one deep look to the next. Not thread-safe.
 */
final class UntrackedSockets {
  private final Path fdDirectory;
  private StateCounts counts = new StateCounts();
  private Map<Long, UntrackedSocket> byInode = Collections.emptyMap();
  private List<UntrackedSocket> sockets = Collections.emptyList();

  UntrackedSockets(Path procRoot) {
    fdDirectory = procRoot.resolve("fd");
  }

  /** Whether one that was there, and still has its descriptor, has no row. */
  boolean rowMissing(Tables tables) {
    for (UntrackedSocket socket : sockets) {
      if (tables.inode(socket.descriptor()) == socket.inode()
          && tables.row(socket.inode()) == null) {
        return true;
      }
    }
    return false;
  }

  /**
   * Finds the sockets of this process that no tracked connection has, not even through a second
   * descriptor.
   *
   * @param now milliseconds since the epoch
   * @throws IOException if a link cannot be read
   */
  void look(long now, Tables tables, TrackedSockets tracked) throws IOException {
    Set<Long> seen = new HashSet<>();
    for (Map.Entry<Integer, Long> socket : tables.sockets().entrySet()) {
      if (tracked.owns(socket.getKey())) {
        seen.add(socket.getValue());
      }
    }
    Map<Long, UntrackedSocket> found = new HashMap<>();
    List<UntrackedSocket> next = new ArrayList<>();
    StateCounts nextCounts = new StateCounts();
    for (Map.Entry<Integer, Long> socket : tables.sockets().entrySet()) {
      SocketRow row = tables.row(socket.getValue());
      if (row != null
          && seen.add(row.inode())
          && (byInode.containsKey(row.inode()) || holds(socket.getKey(), row.inode()))) {
        nextCounts.add(row.state());
        if (row.state() != TcpState.LISTEN) {
          UntrackedSocket untracked = untracked(now, socket.getKey(), row);
          found.put(row.inode(), untracked);
          next.add(untracked);
        }
      }
    }
    byInode = found;
    sockets = next;
    counts = nextCounts;
  }

  /** A connection that opened and closed while the tables were read had a record for a moment. */
  private boolean holds(int descriptor, long inode) throws IOException {
    return DescriptorTable.socketInode(fdDirectory, descriptor).orElse(0) == inode;
  }

  private UntrackedSocket untracked(long now, int descriptor, SocketRow row) {
    UntrackedSocket old = byInode.get(row.inode());
    return new UntrackedSocket(
        descriptor,
        row.inode(),
        row.state(),
        old != null && old.state() == row.state() ? old.since() : now,
        row.local(),
        row.remote(),
        row.receiveQueue());
  }

  /** All but the listening ones. */
  List<UntrackedSocket> sockets() {
    return sockets;
  }

  /** As of the last look, listening ones too. */
  StateCounts counts() {
    return counts;
  }
}
