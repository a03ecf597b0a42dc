package io.closewait.bench.scale;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What was measured for each number of connections: a column for each name, a row for each. */
final class Table {
  private final Map<String, Series> columns = new LinkedHashMap<>();

  void put(String column, int connections, double value) {
    columns.computeIfAbsent(column, Series::new).add(connections, value);
  }

  /** Some of the columns. */
  List<Series> columns(String... names) {
    return List.of(names).stream().map(columns::get).toList();
  }

  /** As Markdown. */
  String markdown() {
    StringBuilder text = new StringBuilder("| Connections |");
    Collection<Series> all = columns.values();
    all.forEach(column -> text.append(' ').append(column.name()).append(" |"));
    text.append("\n|---|").append("---|".repeat(all.size())).append('\n');
    for (double connections : connections()) {
      text.append(String.format(Locale.ROOT, "| %,.0f |", connections));
      all.forEach(column -> text.append(' ').append(value(column, connections)).append(" |"));
      text.append('\n');
    }
    return text.toString();
  }

  private Set<Double> connections() {
    Set<Double> all = new TreeSet<>();
    columns.values().forEach(column -> column.points().forEach(point -> all.add(point.x())));
    return all;
  }

  private static String value(Series column, double connections) {
    return column.points().stream()
        .filter(point -> point.x() == connections)
        .map(point -> String.format(Locale.ROOT, point.y() < 10 ? "%.2f" : "%,.0f", point.y()))
        .findFirst()
        .orElse("");
  }
}
