package io.closewait.bundle;

import io.closewait.kernel.DescriptorTable;
import io.closewait.kernel.SocketRow;
import io.closewait.kernel.SocketTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The TCP sockets of one process, in the columns of {@code ss -tanp}. */
final class SocketList {
  private SocketList() {}

  /**
   * A header and a line for each socket, by descriptor.
   *
   * @param process {@code /proc/<pid>}
   */
  static String of(Path process) {
    StringBuilder text = new StringBuilder();
    text.append(line("State", "Recv-Q", "Send-Q", "Local", "Peer", "fd", "inode"));
    try {
      Map<Integer, Long> sockets =
          new TreeMap<>(DescriptorTable.read(process.resolve("fd")).sockets());
      Map<Long, SocketRow> rows = new TreeMap<>();
      for (SocketRow row : SocketTable.read(process.resolve("net")).rows()) {
        rows.put(row.inode(), row);
      }
      sockets.forEach(
          (descriptor, inode) -> {
            SocketRow row = rows.get(inode);
            text.append(row == null ? "" : line(row, descriptor));
          });
    } catch (IOException e) {
      text.append("cannot be read: ").append(e).append('\n');
    }
    return text.toString();
  }

  private static String line(SocketRow row, int descriptor) {
    return line(
        row.state().name(),
        row.receiveQueue(),
        row.sendQueue(),
        row.local(),
        row.remote(),
        descriptor,
        row.inode());
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, "%-12s %7s %7s %-28s %-28s %6s %10s%n", cells);
  }
}
