package io.closewait.report;

import java.io.IOException;
import java.io.Writer;

/** Headings, labelled rows and wrapped sentences, in 100 columns of printable ASCII. */
final class TextLayout {
  private static final int WIDTH = 100;

  /** Where the values of rows begin. */
  private static final int VALUE = 16;

  private final Writer out;

  TextLayout(Writer out) {
    this.out = out;
  }

  /** A line as it is; the caller has made the data in it printable. */
  void line(String text) throws IOException {
    out.write(text);
    out.write('\n');
  }

  void blank() throws IOException {
    out.write('\n');
  }

  /** A title, after a blank line, underlined over its length. */
  void heading(String title, char underline) throws IOException {
    blank();
    line(title);
    repeat(underline, Math.min(title.length(), WIDTH));
    blank();
  }

  /** A label and its value, which continues under itself. */
  void row(String label, String value) throws IOException {
    indent(3);
    out.write(label);
    indent(VALUE - 3 - label.length());
    wrap(value, VALUE);
  }

  /** A sentence after a dash. */
  void bullet(String sentence) throws IOException {
    out.write("   - ");
    wrap(sentence, 5);
  }

  /** A sentence that begins, and continues, at a column. */
  void paragraph(String sentence, int column) throws IOException {
    indent(column);
    wrap(sentence, column);
  }

  /** Cells side by side after a margin; each but the last takes the width given for it. */
  void columns(int[] widths, String... cells) throws IOException {
    indent(3);
    for (int i = 0; i < cells.length; i++) {
      out.write(cells[i]);
      if (i < widths.length) {
        indent(Math.max(1, widths[i] - cells[i].length()));
      }
    }
    out.write('\n');
  }

  private void indent(int columns) throws IOException {
    repeat(' ', columns);
  }

  /** Breaks at spaces; a word that is longer than a line stays whole. */
  private void wrap(String text, int indent) throws IOException {
    int room = WIDTH - indent;
    int start = 0;
    while (text.length() - start > room) {
      int space = text.lastIndexOf(' ', start + room);
      if (space <= start) {
        space = text.indexOf(' ', start + room);
      }
      if (space < 0) {
        break;
      }
      line(text.substring(start, space));
      indent(indent);
      start = space + 1;
    }
    line(text.substring(start));
  }

  private void repeat(char c, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      out.write(c);
    }
  }
}
