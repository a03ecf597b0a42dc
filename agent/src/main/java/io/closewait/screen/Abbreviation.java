package io.closewait.screen;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a text fit its column. */
final class Abbreviation {
  private static final String CUT = "..";

  /**
   * Packages, which begin with a small letter, class and method, and what is in parentheses after
   * them, as a stack trace has it.
   */
  private static final Pattern FRAME =
      Pattern.compile("((?:[a-z]\\w*\\.)*)([\\w$<>.]+)(?:\\([^()]*?(:\\d+)?\\))?");

  private Abbreviation() {}

  /**
   * At most {@code width} characters of a class or a frame: packages shrink to their first letters,
   * from the left and only as many as must; then the file goes, then the packages; then what is
   * left loses its middle. Of any other text the middle goes at once.
   */
  static String frame(String text, int width) {
    Matcher frame = FRAME.matcher(text);
    if (text.length() <= width || !frame.matches()) {
      return middle(text, width);
    }
    String packages = frame.group(1);
    String place = text.substring(packages.length());
    String shortened = shrunk(packages, width - place.length());
    if (shortened.length() + place.length() > width) {
      place = frame.group(2) + (frame.group(3) == null ? "" : frame.group(3));
      shortened = shrunk(packages, width - place.length());
    }
    return shortened.length() + place.length() <= width ? shortened + place : middle(place, width);
  }

  private static String shrunk(String packages, int width) {
    StringBuilder text = new StringBuilder(packages);
    for (int at = 0; text.length() > width && at < text.length(); at += 2) {
      text.delete(at + 1, text.indexOf(".", at));
    }
    return text.toString();
  }

  /** At most {@code width} characters: the beginning and the end. */
  static String middle(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    if (width <= CUT.length() + 1) {
      return text.substring(0, Math.max(0, width));
    }
    int kept = width - CUT.length();
    int head = kept / 2;
    return text.substring(0, head) + CUT + text.substring(text.length() - (kept - head));
  }
}
