package io.closewait.options;

import org.jspecify.annotations.Nullable;

/** Finds the option that somebody probably meant. */
final class Spelling {
  private Spelling() {}

  /** A hint at the closest option, or at all of them if none is close. */
  static String hint(String key) {
    Option closest = closest(key);
    if (closest != null) {
      return "did you mean '" + closest.key() + "'?";
    }
    StringBuilder all = new StringBuilder();
    for (Option option : Option.values()) {
      all.append(all.length() == 0 ? "the options are " : ", ").append(option.key());
    }
    return all.toString();
  }

  private static @Nullable Option closest(String key) {
    Option closest = null;
    int least = Integer.MAX_VALUE;
    for (Option option : Option.values()) {
      int distance = distance(key, option.key());
      if (distance < least && distance <= option.key().length() / 2) {
        least = distance;
        closest = option;
      }
    }
    return closest;
  }

  /** Insertions, removals and replacements that turn one text into the other (Levenshtein). */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
