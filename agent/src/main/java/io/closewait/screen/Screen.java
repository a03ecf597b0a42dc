package io.closewait.screen;

import io.closewait.screen.Facts.Fact;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** Lays the facts of one look out in lines. A pure function of its arguments. */
final class Screen {
  /** Lines of a table that shows its header and a row. */
  private static final int LEAST_TABLE = 2;

  private final Facts facts;
  private final Palette palette;

  Screen(Facts facts, Palette palette) {
    this.facts = facts;
    this.palette = palette;
  }

  /** As many lines as there is something to say. */
  List<AttributedString> block(int width) {
    List<AttributedString> lines = new Header(facts, palette).lines(width);
    for (Table table : tables()) {
      lines.addAll(table.lines(width, Integer.MAX_VALUE));
    }
    return lines;
  }

  /**
   * Exactly as many lines as a terminal has, the last one with the keys.
   *
   * @param footer what the last line says
   */
  List<AttributedString> full(int width, int height, String footer) {
    List<AttributedString> lines = new Header(facts, palette).lines(width);
    List<Table> tables = tables();
    int left = height - 1 - lines.size();
    for (int i = 0; i < tables.size() && left >= LEAST_TABLE; i++) {
      List<AttributedString> table = tables.get(i).lines(width, share(tables, i, left));
      lines.addAll(table);
      left -= table.size();
    }
    while (lines.size() > height - 1) {
      lines.remove(lines.size() - 1);
    }
    while (lines.size() < height - 1) {
      lines.add(AttributedString.EMPTY);
    }
    lines.add(padded(footer, width));
    return lines;
  }

  /** What a table may take of the lines that are left: those after it get some too. */
  private static int share(List<Table> tables, int index, int left) {
    int share = left;
    for (int later = tables.size() - 1; later > index; later--) {
      int wanted = tables.get(later).size() + 1;
      int fair = Math.max(LEAST_TABLE, left / (tables.size() - index));
      int rest = share - Math.min(wanted, fair);
      if (rest >= LEAST_TABLE + 1) {
        share = rest;
      }
    }
    return share;
  }

  private AttributedString padded(String text, int width) {
    StringBuilder line = new StringBuilder(text.substring(0, Math.min(width, text.length())));
    while (line.length() < width) {
      line.append(' ');
    }
    return new AttributedString(line, palette.heading());
  }

  private List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    add(tables, leaks());
    add(tables, findings());
    add(tables, connections());
    return tables;
  }

  private static void add(List<Table> tables, Table table) {
    if (table.size() > 0) {
      tables.add(table);
    }
  }

  private Table leaks() {
    Table table =
        new Table(palette, "LEAKS", "#COUNT", "VERDICT", "#OLDEST", "#GROWTH/MIN", "OPENED BY");
    for (Fact leak : facts.all("leak")) {
      String growth = leak.text(4);
      table.row(
          palette.of(leak.text(1)),
          leak.text(1),
          leak.text(3),
          leak.text(2),
          leak.text(5),
          growth.startsWith("-") || growth.equals("0.0") ? growth : "+" + growth,
          leak.text(6));
    }
    return table;
  }

  private Table findings() {
    Table table = new Table(palette, "FINDINGS", "#COUNT", "KIND", "#SINCE", "WHERE");
    for (Fact finding : facts.all("finding")) {
      table.row(
          palette.of(finding.text(1)),
          finding.text(1),
          finding.text(3),
          finding.text(2),
          finding.text(4),
          finding.text(5));
    }
    return table;
  }

  private Table connections() {
    Table table = new Table(palette, "NEWEST", "#AGE", "STATE", "REMOTE", "OPENED BY");
    for (Fact connection : facts.all("connection")) {
      table.row(
          palette.quiet(),
          "#" + connection.text(1),
          connection.text(2),
          connection.text(3),
          connection.text(4),
          connection.text(5));
    }
    return table;
  }
}
