package io.closewait.screen;

import io.closewait.screen.Facts.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The lines above the tables: the JVM, the verdict, the descriptors and the states. */
final class Header {
  /** The share of the descriptors that is open, from which on their bar is a warning. */
  private static final int WARNING_PERCENT = 80;

  private static final int LONGEST_BAR = 30;

  private static final int WIDEST_TITLE = 160;

  private static final String GAP = "  ";

  private final Facts facts;
  private final Palette palette;

  Header(Facts facts, Palette palette) {
    this.facts = facts;
    this.palette = palette;
  }

  List<AttributedString> lines(int width) {
    List<AttributedString> lines = new ArrayList<>();
    lines.add(title(width));
    Fact verdict = facts.one("verdict");
    lines.add(
        new AttributedString(
            Abbreviation.middle(verdict.text(2), width), palette.of(verdict.text(1))));
    lines.add(descriptors(width));
    lines.addAll(states(width));
    return lines;
  }

  /** What is least needed goes first where all of it does not fit. */
  private AttributedString title(int width) {
    Fact jvm = facts.one("jvm");
    String clock = clock(jvm.number(5));
    String up = "up " + jvm.text(4) + GAP + clock;
    String left = "closewait" + GAP + "PID " + jvm.text(1) + GAP;
    String main = jvm.text(2);
    String right = clock;
    for (String all : new String[] {"Java " + jvm.text(3) + GAP + up, up}) {
      if (left.length() + main.length() + GAP.length() + all.length() <= width) {
        right = all;
        break;
      }
    }
    int room = width - left.length() - GAP.length() - right.length();
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.styled(palette.strong(), left + Abbreviation.frame(main, Math.max(1, room)));
    int gap = Math.min(width, WIDEST_TITLE) - line.length() - right.length();
    line.append(repeat(' ', Math.max(GAP.length(), gap)));
    line.styled(palette.quiet(), right);
    return line.toAttributedString().columnSubSequence(0, width);
  }

  /** The time of day, UTC as in every report. */
  private static String clock(long millis) {
    return String.format(Locale.ROOT, "%tTZ", millis);
  }

  private AttributedString descriptors(int width) {
    Fact fact = facts.one("descriptors");
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.append("Descriptors ");
    if (fact.text(1).isEmpty()) {
      return line.append("unknown").toAttributedString();
    }
    long open = fact.number(1);
    long limit = fact.number(2);
    String text =
        fact.text(1) + (limit > 0 ? " of " + fact.text(2) : "") + " open, " + fact.text(3);
    int bar = Math.min(LONGEST_BAR, width - line.length() - text.length() - 3);
    if (limit > 0 && bar >= 10) {
      boolean warning = open * 100 >= limit * WARNING_PERCENT;
      int full = (int) Math.min(bar, open * bar / limit);
      line.append('[');
      line.styled(palette.of(warning ? "leak" : ""), repeat('|', full));
      line.append(repeat(' ', bar - full)).append("] ");
    }
    return line.append(Abbreviation.middle(text, width - line.length())).toAttributedString();
  }

  private static String repeat(char c, int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(c);
    }
    return text.toString();
  }

  /** In as many lines as they need. */
  private List<AttributedString> states(int width) {
    List<AttributedString> lines = new ArrayList<>();
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.append("States");
    for (Fact state : facts.all("state")) {
      String text = state.text(1) + " " + state.text(2);
      if (line.length() + 2 + text.length() > width) {
        lines.add(line.toAttributedString());
        line = new AttributedStringBuilder();
        line.append("      ");
      }
      line.append(GAP).styled(style(state.text(1)), text);
    }
    lines.add(line.toAttributedString());
    return lines;
  }

  private AttributedStyle style(String state) {
    return state.equals("CLOSE_WAIT") ? palette.of("leak") : palette.plain();
  }
}
