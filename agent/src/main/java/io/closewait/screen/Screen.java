package io.closewait.screen;

import io.closewait.screen.Facts.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Lays the facts of one look out in lines. A pure function of its arguments. */
final class Screen {
  /** The share of the descriptors that is open, from which on their bar is a warning. */
  private static final int WARNING_PERCENT = 80;

  private static final int LONGEST_BAR = 30;

  private static final int WIDEST_TITLE = 160;

  private static final String GAP = "  ";

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
    List<AttributedString> lines = header(width);
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
    List<AttributedString> lines = header(width);
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

  private List<AttributedString> header(int width) {
    List<AttributedString> lines = new ArrayList<>();
    lines.add(title(width));
    Fact verdict = facts.one("verdict");
    lines.add(
        new AttributedString(
            Abbreviation.middle(verdict.text(2), width), palette.of(verdict.text(1))));
    lines.add(descriptors(width));
    lines.addAll(states(width));
    return lines;
  }

  /** What is least needed goes first where all of it does not fit. */
  private AttributedString title(int width) {
    Fact jvm = facts.one("jvm");
    String clock = clock(jvm.number(5));
    String up = "up " + jvm.text(4) + GAP + clock;
    String left = "closewait" + GAP + "PID " + jvm.text(1) + GAP;
    String main = jvm.text(2);
    String right = clock;
    for (String all : new String[] {"Java " + jvm.text(3) + GAP + up, up}) {
      if (left.length() + main.length() + GAP.length() + all.length() <= width) {
        right = all;
        break;
      }
    }
    int room = width - left.length() - GAP.length() - right.length();
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.styled(palette.strong(), left + Abbreviation.frame(main, Math.max(1, room)));
    int gap = Math.min(width, WIDEST_TITLE) - line.length() - right.length();
    line.append(repeat(' ', Math.max(GAP.length(), gap)));
    line.styled(palette.quiet(), right);
    return line.toAttributedString().columnSubSequence(0, width);
  }

  /** The time of day, UTC as in every report. */
  private static String clock(long millis) {
    return String.format(Locale.ROOT, "%tTZ", millis);
  }

  private AttributedString descriptors(int width) {
    Fact fact = facts.one("descriptors");
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.append("Descriptors ");
    if (fact.text(1).isEmpty()) {
      return line.append("unknown").toAttributedString();
    }
    long open = fact.number(1);
    long limit = fact.number(2);
    String text =
        fact.text(1) + (limit > 0 ? " of " + fact.text(2) : "") + " open, " + fact.text(3);
    int bar = Math.min(LONGEST_BAR, width - line.length() - text.length() - 3);
    if (limit > 0 && bar >= 10) {
      boolean warning = open * 100 >= limit * WARNING_PERCENT;
      int full = (int) Math.min(bar, open * bar / limit);
      line.append('[');
      line.styled(palette.of(warning ? "leak" : ""), repeat('|', full));
      line.append(repeat(' ', bar - full)).append("] ");
    }
    return line.append(Abbreviation.middle(text, width - line.length())).toAttributedString();
  }

  private static String repeat(char c, int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(c);
    }
    return text.toString();
  }

  /** In as many lines as they need. */
  private List<AttributedString> states(int width) {
    List<AttributedString> lines = new ArrayList<>();
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.append("States");
    for (Fact state : facts.all("state")) {
      String text = state.text(1) + " " + state.text(2);
      if (line.length() + 2 + text.length() > width) {
        lines.add(line.toAttributedString());
        line = new AttributedStringBuilder();
        line.append("      ");
      }
      line.append(GAP).styled(style(state.text(1)), text);
    }
    lines.add(line.toAttributedString());
    return lines;
  }

  private AttributedStyle style(String state) {
    return state.equals("CLOSE_WAIT") ? palette.of("leak") : palette.plain();
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
