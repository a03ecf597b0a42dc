package io.closewait.report;

/** The formats of a report. */
public enum Format {
  TEXT("text", ".txt"),
  JSON("json", ".json"),
  HTML("html", ".html");

  private final String text;
  private final String ending;

  Format(String text, String ending) {
    this.text = text;
    this.ending = ending;
  }

  /** The name as a user spells it, such as {@code json}. */
  public String text() {
    return text;
  }

  /**
   * The format that a user named.
   *
   * @throws IllegalArgumentException if no format has this name; the message is for the user
   */
  public static Format of(String name) {
    for (Format format : values()) {
      if (name.equals(format.text)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "unknown format '" + Printable.of(name) + "': use text, json, html or zip");
  }

  /**
   * The format that the ending of a file's name chooses.
   *
   * @throws IllegalArgumentException if no format has this ending; the message is for the user
   */
  public static Format ofFile(String name) {
    for (Format format : values()) {
      if (name.endsWith(format.ending)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "report "
            + Printable.of(name)
            + " has no known format: its name must end in .txt, .json or .html");
  }
}
