package io.closewait.it;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code ss -tanop} says of the sockets of this host. */
final class Ss {
  private static final Map<String, String> NAMES =
      Map.of("estab", "established", "syn_recv", "syn_received", "unconn", "closed");

  /** One line. */
  record Row(
      String state, int receiveQueue, int sendQueue, String local, String remote, String owner) {
    boolean isOwnedBy(long pid) {
      return owner.contains("pid=" + pid + ",");
    }

    boolean hasOwner() {
      return owner.contains("pid=");
    }
  }

  private Ss() {}

  /** Those with one local address. */
  static List<Row> rows(String localAddress) throws Exception {
    return rows().stream().filter(row -> row.local().startsWith(localAddress + ":")).toList();
  }

  static List<Row> rows() throws Exception {
    Process ss = new ProcessBuilder("ss", "-tanopH").redirectErrorStream(true).start();
    String text = new String(ss.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return text.lines()
        .map(line -> line.trim().replace("[::ffff:", "").replace("]", "").split("\\s+", 6))
        .map(Ss::row)
        .toList();
  }

  private static Row row(String[] cell) {
    String owner = cell.length > 5 ? cell[5] : "";
    return new Row(state(cell[0]), number(cell[1]), number(cell[2]), cell[3], cell[4], owner);
  }

  private static int number(String cell) {
    return Integer.parseInt(cell);
  }

  private static String state(String cell) {
    String name = cell.toLowerCase(Locale.ROOT).replace('-', '_');
    return NAMES.getOrDefault(name, name);
  }

  /** How many rows are in each state. */
  static Map<String, Integer> states(List<Row> rows) {
    Map<String, Integer> counts = new HashMap<>();
    rows.forEach(row -> counts.merge(row.state(), 1, Integer::sum));
    return counts;
  }
}
