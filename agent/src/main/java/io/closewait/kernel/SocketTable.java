package io.closewait.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The TCP sockets of a network namespace, of all its processes. Immutable.
 *
 * <p>The kernel writes the table page by page while sockets come and go: a row can appear twice,
 * then the first is kept, or be missing, so look again before concluding that a socket is gone.
 */
public final class SocketTable {
  /** Rows that belong to no process, TIME_WAIT above all, are kept up to this number. */
  static final int OWNERLESS_KEPT = 100_000;

  private final List<SocketRow> rows = new ArrayList<>();
  private final Map<Long, SocketRow> byInode = new HashMap<>();
  private int skipped;
  private int ownerless;

  private SocketTable() {}

  /**
   * Reads {@code tcp} and, if the system has IPv6, {@code tcp6}.
   *
   * @param netDirectory {@code /proc/<pid>/net}
   * @throws java.nio.file.FileSystemException with the file's name and the reason if one cannot be
   *     read
   */
  public static SocketTable read(Path netDirectory) throws IOException {
    SocketTable table = new SocketTable();
    ProcFile file = new ProcFile();
    file.forEachLine(netDirectory.resolve("tcp"), new Rows(table));
    Path six = netDirectory.resolve("tcp6");
    if (!Files.notExists(six)) {
      file.forEachLine(six, new Rows(table));
    }
    return table;
  }

  private void add(@Nullable SocketRow row) {
    if (row == null) {
      skipped++;
    } else if (row.inode() == 0) {
      ownerless++;
      if (ownerless <= OWNERLESS_KEPT) {
        rows.add(row);
      }
    } else if (byInode.putIfAbsent(row.inode(), row) == null) {
      rows.add(row);
    }
  }

  /** All rows in the kernel's order, {@code tcp} first; each inode other than 0 once. */
  public List<SocketRow> rows() {
    return Collections.unmodifiableList(rows);
  }

  /** The row of a socket; null if the table has none, and for inode 0. */
  public @Nullable SocketRow row(long inode) {
    return byInode.get(inode);
  }

  /** How many rows without an owner were left out. */
  int dropped() {
    return Math.max(0, ownerless - OWNERLESS_KEPT);
  }

  /** How many lines could not be understood. */
  public int skipped() {
    return skipped;
  }

  /** Adds each line but the first, which holds the names of the columns. */
  private static final class Rows implements ProcFile.LineSink {
    private final RowParser parser = new RowParser();
    private final SocketTable table;
    private boolean headed;

    Rows(SocketTable table) {
      this.table = table;
    }

    @Override
    public void line(byte[] bytes, int from, int to) {
      if (headed) {
        table.add(parser.parse(bytes, from, to));
      }
      headed = true;
    }
  }
}
