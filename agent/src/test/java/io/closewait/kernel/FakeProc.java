package io.closewait.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/** A directory that looks like {@code /proc/self} to the readers. */
final class FakeProc {
  static final int ESTABLISHED = 1;
  static final int CLOSE_WAIT = 8;
  static final int LISTEN = 10;

  private final Path root;
  private final List<String> rows = new ArrayList<>();

  FakeProc(Path root) {
    this.root = root;
    try {
      Files.createDirectory(root.resolve("net"));
      Files.createDirectory(root.resolve("fd"));
      Files.writeString(
          root.resolve("limits"),
          "Limit                     Soft Limit           Hard Limit           Units     \n"
              + "Max processes             7823                 7823                 processes \n"
              + "Max open files            1024                 4096                 files     \n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    writeTable();
  }

  Path root() {
    return root;
  }

  /** Adds a row of 127.0.0.1:4000 to 127.0.0.2:8443. */
  FakeProc row(long inode, int state, int receiveQueue) {
    rows.add(
        String.format(
            "%4d: 0100007F:0FA0 0200007F:20FB %02X 00000000:%08X 00:00000000 00000000  1000"
                + "        0 %d 2 0000000000000000 20 4 0 10 -1",
            rows.size(), state, receiveQueue, inode));
    return writeTable();
  }

  FakeProc line(String line) {
    rows.add(line);
    return writeTable();
  }

  /** Adds rows that no process has, in TIME_WAIT. */
  FakeProc ownerless(int count) {
    for (int i = 0; i < count; i++) {
      rows.add(
          "   0: 0100007F:0FA0 0200007F:20FB 06 00000000:00000000 03:00000000 00000000     0"
              + "        0 0 3 0");
    }
    return writeTable();
  }

  FakeProc noRows() {
    rows.clear();
    return writeTable();
  }

  private FakeProc writeTable() {
    try {
      Files.writeString(
          root.resolve("net/tcp"),
          "  sl  local_address rem_address   st\n" + String.join("\n", rows) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  FakeProc descriptor(int descriptor, String target) {
    try {
      Path link = root.resolve("fd").resolve(Integer.toString(descriptor));
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, Paths.get(target));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  FakeProc socket(int descriptor, long inode) {
    return descriptor(descriptor, "socket:[" + inode + "]");
  }

  /** Makes the table unreadable: a directory stands in its place. */
  FakeProc breakTable() throws IOException {
    Files.delete(root.resolve("net/tcp"));
    Files.createDirectory(root.resolve("net/tcp"));
    return this;
  }
}
