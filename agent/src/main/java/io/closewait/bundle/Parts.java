package io.closewait.bundle;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Several named texts in one, for the way from the agent to the command line. */
final class Parts {
  /** No part holds it: reports are printable, and what else is in a bundle was made harmless. */
  private static final char SEPARATOR = '\0';

  private Parts() {}

  /** Begins a text, which is whatever is written until the next begins. */
  static void begin(String name, Writer out) throws IOException {
    out.write(SEPARATOR + name + '\n');
  }

  /** The texts by name, in their order. */
  static Map<String, String> split(String joined) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String part : joined.split("\0", -1)) {
      int end = part.indexOf('\n');
      if (end > 0) {
        texts.put(part.substring(0, end), part.substring(end + 1));
      }
    }
    return texts;
  }
}
