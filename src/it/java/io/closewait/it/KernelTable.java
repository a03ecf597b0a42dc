package io.closewait.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The kernel's own table of sockets, read without any code of the agent. */
final class KernelTable {
  /** A row of one process's socket. */
  record Row(long inode, int fd, int localPort, int remotePort, int receiveQueue) {}

  /** TCP_ESTABLISHED and TCP_CLOSE_WAIT of include/net/tcp_states.h. */
  private static final String ESTABLISHED = "01";

  private static final String CLOSE_WAIT = "08";

  private static final Pattern LINK = Pattern.compile("socket:\\[(\\d+)]");

  private KernelTable() {}

  /** The sockets of a process in CLOSE_WAIT. */
  static Set<Row> closeWait(long pid) throws IOException {
    return inState(pid, Set.of(CLOSE_WAIT));
  }

  /** Whether a process has connections that it has not closed. */
  static boolean hasOpen(long pid) throws IOException {
    return !inState(pid, Set.of(ESTABLISHED, CLOSE_WAIT)).isEmpty();
  }

  private static Set<Row> inState(long pid, Set<String> states) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    Map<Long, Integer> descriptors = descriptors(process.resolve("fd"));
    Set<Row> rows = new HashSet<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      for (String line : Files.readAllLines(process.resolve(table))) {
        String[] column = line.trim().split("\\s+");
        if (states.contains(column[3]) && descriptors.containsKey(Long.valueOf(column[9]))) {
          rows.add(row(column, descriptors.get(Long.valueOf(column[9]))));
        }
      }
    }
    return rows;
  }

  private static Row row(String[] column, int fd) {
    int receiveQueue = Integer.parseInt(column[4].substring(column[4].indexOf(':') + 1), 16);
    return new Row(Long.parseLong(column[9]), fd, port(column[1]), port(column[2]), receiveQueue);
  }

  private static int port(String endpoint) {
    return Integer.parseInt(endpoint.substring(endpoint.indexOf(':') + 1), 16);
  }

  private static Map<Long, Integer> descriptors(Path directory) throws IOException {
    Map<Long, Integer> byInode = new HashMap<>();
    try (Stream<Path> links = Files.list(directory)) {
      for (Path link : links.toList()) {
        Matcher socket = LINK.matcher(target(link));
        if (socket.matches()) {
          byInode.put(
              Long.valueOf(socket.group(1)), Integer.valueOf(link.getFileName().toString()));
        }
      }
    }
    return byInode;
  }

  private static String target(Path link) throws IOException {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (NoSuchFileException e) {
      return "closed meanwhile";
    }
  }
}
