package io.closewait.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.closewait.kernel.DescriptorTable;
import io.closewait.kernel.SocketRow;
import io.closewait.kernel.SocketTable;
import io.closewait.tcp.TcpState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /proc/<pid>} says about one process, proc(5). Reading it never touches the process.
 *
 * <p>Every method fails with an {@link java.nio.file.AccessDeniedException} for what this user may
 * not see, and with another {@link IOException} once the process is gone.
 */
final class ProcessDirectory {
  /** SIGQUIT is signal 3, the third bit of a signal mask. */
  private static final long SIGQUIT_BIT = 1L << 2;

  private final Path directory;

  ProcessDirectory(Path directory) {
    this.directory = directory;
  }

  boolean exists() {
    return Files.isDirectory(directory);
  }

  /** The first value of a field of {@code status}; empty if there is no such field. */
  private String status(String field) throws IOException {
    for (String line : text("status").split("\n", -1)) {
      if (line.startsWith(field + ":")) {
        return line.substring(field.length() + 1).trim();
      }
    }
    return "";
  }

  /** The process that this is a thread of; its own number for a process. */
  String process() throws IOException {
    return status("Tgid");
  }

  /** The effective user id. */
  String effectiveUser() throws IOException {
    String[] real = status("Uid").split("\\s+", -1);
    return real.length > 1 ? real[1] : "";
  }

  /** The name of the effective user, or the id if it has none. */
  String userName() throws IOException {
    String id = effectiveUser();
    // The kernel gives the directory to root if the process is not dumpable.
    return id.equals(Files.getAttribute(directory, "unix:uid").toString())
        ? Files.getOwner(directory).getName()
        : id;
  }

  /** Whether a signal or a debugger has stopped it. */
  boolean stopped() throws IOException {
    String state = status("State");
    return state.startsWith("T") || state.startsWith("t");
  }

  /** Whether SIGQUIT, which asks a JVM to accept an attach, would not end the process. */
  boolean catchesQuit() throws IOException {
    return (Long.parseUnsignedLong(status("SigCgt"), 16) & SIGQUIT_BIT) != 0;
  }

  /** The name of the executable, at most 15 bytes. */
  String name() throws IOException {
    return text("comm").trim();
  }

  /** The arguments; empty for a kernel thread and a zombie. */
  List<String> commandLine() throws IOException {
    String text = text("cmdline");
    return text.isEmpty() ? Collections.emptyList() : Arrays.asList(text.split("\0"));
  }

  /** The path of the mapped {@code libjvm.so}; null if this is no JVM. */
  @Nullable String libjvm() throws IOException {
    try (BufferedReader maps = reader(directory.resolve("maps"))) {
      for (String line = maps.readLine(); line != null; line = maps.readLine()) {
        int end = line.indexOf("/libjvm.so");
        if (end >= 0) {
          return line.substring(line.indexOf('/'), end) + "/libjvm.so";
        }
      }
    }
    return null;
  }

  /** The version in the {@code release} file of the JVM with that library; null if unknown. */
  @Nullable String javaVersion(String libjvm) throws IOException {
    Path home;
    try {
      home = directory.resolve("root" + libjvm).getParent();
    } catch (InvalidPathException e) {
      return null;
    }
    for (int level = 0; level < 5 && home != null; level++, home = home.getParent()) {
      Path release = home.resolve("release");
      if (Files.isRegularFile(release)) {
        return versionIn(text(release));
      }
    }
    return null;
  }

  private static @Nullable String versionIn(String release) {
    for (String line : release.split("\n", -1)) {
      if (line.startsWith("JAVA_VERSION=")) {
        return line.substring(line.indexOf('=') + 1).replace("\"", "");
      }
    }
    return null;
  }

  /** Whether a thread has that name; the JDKs from 8 on tell the kernel the names of theirs. */
  boolean hasThread(String name) throws IOException {
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(directory.resolve("task"))) {
      for (Path task : tasks) {
        if (threadName(task).equals(name)) {
          return true;
        }
      }
      return false;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** Empty if the thread has ended meanwhile. */
  private static String threadName(Path task) {
    try {
      return text(task.resolve("comm")).trim();
    } catch (IOException e) {
      return "";
    }
  }

  /** How many of its sockets are in CLOSE_WAIT. */
  int closeWait() throws IOException {
    Set<Long> own = DescriptorTable.read(directory.resolve("fd")).inodes();
    Set<Long> waiting = new HashSet<>();
    for (SocketRow row : SocketTable.read(directory.resolve("net")).rows()) {
      if (row.state() == TcpState.CLOSE_WAIT && own.contains(row.inode())) {
        waiting.add(row.inode());
      }
    }
    return waiting.size();
  }

  /** Replaces what is not UTF-8: a path need not be. */
  private static BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8));
  }

  private String text(String file) throws IOException {
    return text(directory.resolve(file));
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), UTF_8);
  }
}
