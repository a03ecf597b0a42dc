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
    char character = (char) c;
    if (Printable.isAscii(character) || character == '\n') {
      out.write(c);
    } else {
      StringBuilder escape = new StringBuilder(6);
      Printable.unicode(escape, character);
      out.append(escape);
    }
  }

  @Override
  public void write(char[] buffer, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(buffer[i]);
    }
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(text.charAt(i));
    }
  }
}
