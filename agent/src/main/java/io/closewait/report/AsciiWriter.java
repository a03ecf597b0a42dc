package io.closewait.report;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Escapes what JSON allows in a string but a terminal may obey: DEL, the C1 controls, and
 * everything else beyond ASCII. Line breaks between tokens pass.
 */
final class AsciiWriter extends FilterWriter {
  AsciiWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(int c) throws IOException {
    if (passes((char) c)) {
      out.write(c);
    } else {
      StringBuilder escape = new StringBuilder(6);
      Printable.unicode(escape, (char) c);
      out.append(escape);
    }
  }

  @Override
  public void write(char[] buffer, int offset, int length) throws IOException {
    write(new String(buffer, offset, length), 0, length);
  }

  /** What passes is handed on in whole runs. */
  @Override
  public void write(String text, int offset, int length) throws IOException {
    int end = offset + length;
    int start = offset;
    for (int i = offset; i < end; i++) {
      if (!passes(text.charAt(i))) {
        out.write(text, start, i - start);
        write(text.charAt(i));
        start = i + 1;
      }
    }
    out.write(text, start, end - start);
  }

  private static boolean passes(char c) {
    return Printable.isAscii(c) || c == '\n';
  }
}
