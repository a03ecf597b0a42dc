package io.closewait.screen;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Aligned columns, of which the last takes the width that the others leave. */
final class Table {
  private static final String GAP = "  ";

  /** Columns are left out from the right, but never the last, until that has so much. */
  private static final int LEAST_LAST = 16;

  private final Palette palette;
  private final String[] header;
  private final boolean[] numbers;
  private final List<String[]> rows = new ArrayList<>();
  private final List<AttributedStyle> styles = new ArrayList<>();

  /**
   * @param header what stands over each column; with a {@code #} before it a column of numbers,
   *     which stand at its right edge
   */
  Table(Palette palette, String... header) {
    this.palette = palette;
    this.header = new String[header.length];
    this.numbers = new boolean[header.length];
    for (int i = 0; i < header.length; i++) {
      numbers[i] = header[i].startsWith("#");
      this.header[i] = numbers[i] ? header[i].substring(1) : header[i];
    }
  }

  void row(AttributedStyle style, String... cells) {
    rows.add(cells);
    styles.add(style);
  }

  int size() {
    return rows.size();
  }

  /**
   * The header and the rows, or as many as fit and how many more there are.
   *
   * @param height lines, 2 at least
   */
  List<AttributedString> lines(int width, int height) {
    int[] widths = widths(width);
    int shown = rows.size() < height ? rows.size() : height - 2;
    List<AttributedString> lines = new ArrayList<>();
    lines.add(line(header, widths, width, palette.heading()));
    for (int i = 0; i < shown; i++) {
      lines.add(line(rows.get(i), widths, width, styles.get(i)));
    }
    if (shown < rows.size()) {
      lines.add(new AttributedString("and " + (rows.size() - shown) + " more", palette.quiet()));
    }
    return lines;
  }

  /** Zero for a column that is left out. */
  private int[] widths(int width) {
    int last = header.length - 1;
    int[] widths = new int[header.length];
    int used = 0;
    for (int column = 0; column < last; column++) {
      widths[column] = header[column].length();
      for (String[] row : rows) {
        widths[column] = Math.max(widths[column], row[column].length());
      }
      used += widths[column] + GAP.length();
    }
    for (int column = last - 1; column > 0 && width - used < LEAST_LAST; column--) {
      used -= widths[column] + GAP.length();
      widths[column] = 0;
    }
    widths[last] = Math.max(1, width - used);
    return widths;
  }

  /** The style is of the first cell, and of the whole line in the header. */
  private AttributedString line(String[] cells, int[] widths, int width, AttributedStyle style) {
    boolean heading = cells == header;
    AttributedStringBuilder line = new AttributedStringBuilder();
    for (int column = 0; column < cells.length; column++) {
      if (widths[column] > 0) {
        boolean last = column == cells.length - 1;
        line.style(heading || column == 0 ? style : palette.plain());
        line.append(cell(cells[column], widths[column], numbers[column], last && !heading));
        line.style(heading ? style : palette.plain());
        line.append(last ? "" : GAP);
      }
    }
    return line.toAttributedString().columnSubSequence(0, width);
  }

  private static String cell(String text, int width, boolean number, boolean trim) {
    String fitting = Abbreviation.frame(text, width);
    if (trim) {
      return fitting;
    }
    StringBuilder cell = new StringBuilder(width);
    if (!number) {
      cell.append(fitting);
    }
    for (int i = fitting.length(); i < width; i++) {
      cell.append(' ');
    }
    return number ? cell.append(fitting).toString() : cell.toString();
  }
}
