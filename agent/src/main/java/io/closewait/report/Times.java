package io.closewait.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments in UTC, as reports spell them. */
public final class Times {
  private static final long DAY = 86_400_000;

  private static final DateTimeFormatter ISO = utc("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");
  private static final DateTimeFormatter SECOND = utc("uuuu-MM-dd HH:mm:ss 'UTC'");
  private static final DateTimeFormatter MILLISECOND = utc("uuuu-MM-dd HH:mm:ss.SSS");
  private static final DateTimeFormatter CLOCK = utc("HH:mm:ss.SSS");

  private Times() {}

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /**
   * ISO-8601 in UTC with milliseconds, such as {@code 2026-03-14T03:12:45.678Z}.
   *
   * @param at milliseconds since the epoch
   */
  public static String iso(long at) {
    return ISO.format(Instant.ofEpochMilli(at));
  }

  /** To the second, for people. */
  static String second(long at) {
    return SECOND.format(Instant.ofEpochMilli(at));
  }

  /** To the millisecond; without the date if that is the date of {@code reference}. */
  static String clock(long at, long reference) {
    boolean sameDay = Math.floorDiv(at, DAY) == Math.floorDiv(reference, DAY);
    return (sameDay ? CLOCK : MILLISECOND).format(Instant.ofEpochMilli(at));
  }
}
