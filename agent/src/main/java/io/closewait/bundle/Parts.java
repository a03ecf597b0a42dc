package io.closewait.bundle;

import java.util.LinkedHashMap;
import java.util.Map;

/** Several named texts in one, for the way from the agent to the command line. */
public final class Parts {
  /** No part holds it. */
  private static final char SEPARATOR = '\0';

  private Parts() {}

  /** Joins texts by name; a text loses what would separate it. */
  public static String join(Map<String, String> texts) {
    StringBuilder joined = new StringBuilder();
    texts.forEach(
        (name, text) ->
            joined.append(SEPARATOR).append(name).append('\n').append(text.replace("\0", "\\0")));
    return joined.toString();
  }

  /** The texts by name, in their order. */
  public static Map<String, String> split(String joined) {
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
