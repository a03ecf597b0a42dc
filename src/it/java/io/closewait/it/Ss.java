package io.closewait.it;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code ss -tano} says of the sockets with one local address. */
final class Ss {
  private static final Map<String, String> NAMES =
      Map.of("estab", "established", "syn_recv", "syn_received", "unconn", "closed");

  /** One line. */
  record Row(String state, int receiveQueue, int sendQueue, String local, String remote) {}

  private Ss() {}

  static List<Row> rows(String localAddress) throws Exception {
    Process ss = new ProcessBuilder("ss", "-tanoH").redirectErrorStream(true).start();
    String text = new String(ss.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return text.lines()
        .map(line -> line.trim().replace("[::ffff:", "").replace("]", "").split("\\s+"))
        .map(cell -> new Row(state(cell[0]), number(cell[1]), number(cell[2]), cell[3], cell[4]))
        .filter(row -> row.local().startsWith(localAddress + ":"))
        .toList();
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
