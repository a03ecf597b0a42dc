package io.closewait.report;

/** Counts, durations and rates, as people read them. */
final class Quantity {
  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Quantity() {}

  /** {@code 1 socket}, {@code 12 sockets}. */
  static String of(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** {@code 60s}, {@code 4m10s}, {@code 2h3m}, {@code 3d4h}; never negative. */
  static String duration(long millis) {
    if (millis >= DAY) {
      return pair(millis, DAY, "d", HOUR, "h");
    }
    if (millis >= HOUR) {
      return pair(millis, HOUR, "h", MINUTE, "m");
    }
    if (millis >= 2 * MINUTE) {
      return pair(millis, MINUTE, "m", SECOND, "s");
    }
    if (millis >= SECOND || millis <= 0) {
      return Math.max(0, millis / SECOND) + "s";
    }
    return millis + "ms";
  }

  private static String pair(long millis, long large, String largeUnit, long small, String unit) {
    long rest = millis % large / small;
    return millis / large + largeUnit + (rest == 0 ? "" : rest + unit);
  }

  /** A number with one decimal and a point, in every locale. */
  static String tenths(double value) {
    long tenths = Math.round(value * 10);
    long size = Math.abs(tenths);
    return (tenths < 0 ? "-" : "") + size / 10 + "." + size % 10;
  }

  /** {@code 3.1 more a minute}, {@code less than 0.1 fewer a minute}, {@code steady}. */
  static String growth(double rate, String unit) {
    if (rate == 0) {
      return "steady";
    }
    String size = tenths(Math.abs(rate));
    return (size.equals("0.0") ? "less than 0.1" : size) + (rate > 0 ? " more " : " fewer ") + unit;
  }
}
