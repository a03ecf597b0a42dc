package io.closewait.report;

/** Makes data of the application harmless on a terminal and in a line of text. */
final class Printable {
  /** Characters kept of one name: more than any frame has, less than what breaks a report. */
  private static final int LIMIT = 400;

  private static final String HEX = "0123456789abcdef";

  private Printable() {}

  /** The value in printable ASCII, one line, everything else escaped as Java spells it. */
  static String of(String value) {
    return of(value, LIMIT);
  }

  /** As {@link #of(String)}, cut after {@code limit} characters of the value. */
  static String of(String value, int limit) {
    int length = Math.min(value.length(), limit);
    StringBuilder out = new StringBuilder(length + 8);
    for (int i = 0; i < length; i++) {
      append(out, value.charAt(i));
    }
    return value.length() > limit ? out.append("...").toString() : out.toString();
  }

  private static void append(StringBuilder out, char c) {
    if (c == '\\') {
      out.append("\\\\");
    } else if (c == '\n') {
      out.append("\\n");
    } else if (c == '\t') {
      out.append("\\t");
    } else if (c == '\r') {
      out.append("\\r");
    } else if (isAscii(c)) {
      out.append(c);
    } else {
      unicode(out, c);
    }
  }

  /** Whether the character is one of the 95 printable ones of ASCII. */
  static boolean isAscii(char c) {
    return c >= ' ' && c <= '~';
  }

  /** Appends backslash, u and four hexadecimal digits, as Java and JSON spell a character. */
  static void unicode(StringBuilder out, char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt(c >> shift & 0xf));
    }
  }
}
