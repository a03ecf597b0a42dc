package io.closewait.screen;

import org.jline.utils.AttributedStyle;

/** What each colour means. Without colours only weight is left, https://no-color.org. Immutable. */
final class Palette {
  private final boolean colours;

  Palette(boolean colours) {
    this.colours = colours;
  }

  private AttributedStyle colour(AttributedStyle style, int colour) {
    return colours ? style.foreground(colour) : style;
  }

  AttributedStyle plain() {
    return AttributedStyle.DEFAULT;
  }

  /** What stands over columns, and the keys. */
  AttributedStyle heading() {
    return AttributedStyle.DEFAULT.inverse();
  }

  AttributedStyle strong() {
    return AttributedStyle.DEFAULT.bold();
  }

  /** What is there to be looked up, not to be read. */
  AttributedStyle quiet() {
    return colour(AttributedStyle.DEFAULT, AttributedStyle.CYAN);
  }

  AttributedStyle good() {
    return colour(AttributedStyle.DEFAULT.bold(), AttributedStyle.GREEN);
  }

  /** How bad a severity is, as reports spell it; empty for none. */
  AttributedStyle of(String severity) {
    switch (severity) {
      case "leak":
      case "problem":
        return colour(AttributedStyle.DEFAULT.bold(), AttributedStyle.RED);
      case "suspect":
        return colour(AttributedStyle.DEFAULT, AttributedStyle.YELLOW);
      case "":
        return good();
      default:
        return AttributedStyle.DEFAULT;
    }
  }
}
