package io.closewait.report;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Escapes what JSON allows in a string but a terminal may obey: DEL, the C1 controls, and
 * everything else beyond ASCII. Line breaks between tokens pass. Hands on whole blocks, the last
 * when it is flushed or closed; not thread-safe.
 */
final class AsciiWriter extends FilterWriter {
  private static final int LONGEST_ESCAPE = 6;

  private final char[] block = new char[4096];
  private int filled;

  AsciiWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(int c) throws IOException {
    if (filled + LONGEST_ESCAPE > block.length) {
      handOn();
    }
    if (Printable.isAscii((char) c) || c == '\n') {
      block[filled++] = (char) c;
    } else {
      StringBuilder escape = new StringBuilder(LONGEST_ESCAPE);
      Printable.unicode(escape, (char) c);
      escape.getChars(0, escape.length(), block, filled);
      filled += escape.length();
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

  @Override
  public void flush() throws IOException {
    handOn();
    super.flush();
  }

  @Override
  public void close() throws IOException {
    handOn();
    super.close();
  }

  private void handOn() throws IOException {
    out.write(block, 0, filled);
    filled = 0;
  }
}
