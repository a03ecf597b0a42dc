package io.closewait.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** What one deep look read from {@code /proc}. Confined to the look. */
final class Tables {
  private final Path net;
  private final Map<Integer, Long> sockets;
  private final int descriptors;
  private final Map<DescriptorKind, Integer> kinds;
  private final SocketTable first;
  private @Nullable SocketTable second;

  /**
   * The descriptors are read first, so that a socket among them has had its row since.
   *
   * @param inodes see {@link DescriptorTable#read(Path, IntToLongFunction)}
   */
  Tables(Path procRoot, IntToLongFunction inodes) throws IOException {
    DescriptorTable table = DescriptorTable.read(procRoot.resolve("fd"), inodes);
    sockets = table.sockets();
    descriptors = table.size();
    kinds = table.kinds();
    net = procRoot.resolve("net");
    first = SocketTable.read(net);
  }

  /** Reads the sockets a second time, for rows that the first missed. */
  void lookAgain() throws IOException {
    second = SocketTable.read(net);
  }

  /** How many descriptors are open. */
  int descriptors() {
    return descriptors;
  }

  /** How many are open on what. */
  Map<DescriptorKind, Integer> kinds() {
    return kinds;
  }

  /** The socket inode of each descriptor that is a socket. */
  Map<Integer, Long> sockets() {
    return sockets;
  }

  /** The inode of a descriptor; 0 if it is no socket. */
  long inode(int descriptor) {
    Long inode = sockets.get(descriptor);
    return inode == null ? 0 : inode;
  }

  /** All rows; one that was found by looking again may appear twice. */
  List<SocketRow> rows() {
    if (second == null) {
      return first.rows();
    }
    List<SocketRow> all = new ArrayList<>(first.rows());
    all.addAll(second.rows());
    return all;
  }

  /** The row of a socket, null if there is none. */
  @Nullable SocketRow row(long inode) {
    SocketRow row = first.row(inode);
    return row != null || second == null ? row : second.row(inode);
  }

  /** How many rows without an owner were left out, because there are too many. */
  int dropped() {
    return first.dropped();
  }

  /** How many lines could not be understood. */
  int skipped() {
    return first.skipped();
  }
}
