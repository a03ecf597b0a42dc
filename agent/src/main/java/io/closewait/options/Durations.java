package io.closewait.options;

/** Reads durations such as {@code 60s}, and the whole numbers in them. */
public final class Durations {
  /** What no valid text yields. */
  public static final long INVALID = -1;

  /** More digits than any sensible value has, few enough for every unit to fit a long. */
  private static final int MAX_DIGITS = 9;

  private Durations() {}

  /** Milliseconds, or {@link #INVALID}. */
  public static long parse(String text) {
    int unit = text.length();
    while (unit > 0 && !isDigit(text.charAt(unit - 1))) {
      unit--;
    }
    long number = digits(text, unit);
    long factor = millis(text.substring(unit));
    return number == INVALID || factor == INVALID ? INVALID : number * factor;
  }

  /** The number that the first characters spell in decimal digits, or {@link #INVALID}. */
  static long digits(String text, int length) {
    if (length == 0 || length > MAX_DIGITS) {
      return INVALID;
    }
    long number = 0;
    for (int i = 0; i < length; i++) {
      char digit = text.charAt(i);
      if (!isDigit(digit)) {
        return INVALID;
      }
      number = number * 10 + (digit - '0');
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static long millis(String unit) {
    switch (unit) {
      case "ms":
        return 1;
      case "s":
        return 1000;
      case "m":
        return 60_000;
      case "h":
        return 3_600_000;
      default:
        return INVALID;
    }
  }
}
