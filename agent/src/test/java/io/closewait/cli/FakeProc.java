package io.closewait.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** A directory that looks like {@code /proc}, with processes as a test wants them. */
final class FakeProc {
  private static final String HEADER =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode\n";

  final Path root;

  /** Has one process, 1, that asks, and belongs to a user. */
  FakeProc(Path root, int user) throws IOException {
    this.root = root;
    process(1, "java", "/jdk/bin/java", "io.closewait.cli.Main").user(user).jvm("/jdk");
    Files.createSymbolicLink(root.resolve("self"), Paths.get("1"));
  }

  /** Adds a process of user 1000 that is no JVM and has no sockets. */
  Process process(int pid, String name, String... commandLine) throws IOException {
    Process process = new Process(root.resolve(Integer.toString(pid)));
    process.write("comm", name + "\n");
    process.write("cmdline", String.join("\0", commandLine) + "\0");
    process.write("maps", "7f00-7f01 r-xp 0000 fe:01 11  /lib/libc.so.6\n");
    process.write("net/tcp", HEADER);
    process.status(Integer.toString(pid), "S (sleeping)", 1000, "0000000181005ccf");
    Files.createDirectories(process.directory.resolve("fd"));
    return process.thread(pid, name);
  }

  /** One process of it. */
  static final class Process {
    final Path directory;
    private int sockets;

    private Process(Path directory) {
      this.directory = directory;
    }

    Process status(String process, String state, int user, String caught) throws IOException {
      return write(
          "status",
          ("Name:\tx\nState:\t" + state + "\nTgid:\t" + process + "\nUid:\t7\t" + user + "\t7\t7\n")
              + ("SigCgt:\t" + caught + "\n"));
    }

    Process user(int user) throws IOException {
      return status(directory.getFileName().toString(), "S (sleeping)", user, "0000000181005ccf");
    }

    Process jvm(String home) throws IOException {
      return write(
          "maps",
          ("7f00-7f01 r-xp 0000 fe:01 11                 /lib/libc.so.6\n")
              + ("7f02-7f03 r-xp 0000 fe:01 12      " + home + "/lib/server/libjvm.so\n"));
    }

    Process thread(int tid, String name) throws IOException {
      return write("task/" + tid + "/comm", name + "\n");
    }

    /** Adds a descriptor for a socket in a state of {@code include/net/tcp_states.h}. */
    Process socket(int inode, String state) throws IOException {
      Path fd = directory.resolve("fd").resolve(Integer.toString(10 + sockets++));
      Files.createSymbolicLink(fd, Paths.get("socket:[" + inode + "]"));
      return row(inode, state);
    }

    /** Adds a row to the table of the process's network namespace. */
    Process row(int inode, String state) throws IOException {
      String table = new String(Files.readAllBytes(directory.resolve("net/tcp")), UTF_8);
      return write(
          "net/tcp",
          (table + "   0: 0100007F:1F90 0100007F:C350 " + state + " 00000000:00000001")
              + (" 00:00000000 00000000  1000        0 " + inode + " 1 0 20 4 30 10 -1\n"));
    }

    Process write(String file, String text) throws IOException {
      Path path = directory.resolve(file);
      Files.createDirectories(path.getParent());
      Files.write(path, text.getBytes(UTF_8));
      return this;
    }
  }
}
