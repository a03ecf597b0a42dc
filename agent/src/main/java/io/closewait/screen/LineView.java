package io.closewait.screen;

import java.io.PrintWriter;
import java.util.regex.Pattern;
import org.jline.utils.AttributedString;

/** A block of lines for each look, with an empty line before the next; for files and pipes. */
final class LineView implements View {
  /** Wide enough for every frame, and no block is cut. */
  private static final int WIDTH = 400;

  private static final Pattern TRAILING = Pattern.compile(" +$");

  private final PrintWriter out;
  private boolean later;

  LineView(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void show(Facts facts) {
    if (later) {
      out.println();
    }
    later = true;
    for (AttributedString line : new Screen(facts, new Palette(false)).block(WIDTH)) {
      out.println(TRAILING.matcher(line).replaceFirst(""));
    }
    out.flush();
  }

  @Override
  public void late(long millis) {}

  /** Nobody can wish anything but to go, by closing the pipe. */
  @Override
  public Wish await(long millis) {
    try {
      Thread.sleep(Math.max(1, millis));
    } catch (InterruptedException e) {
      return Wish.QUIT;
    }
    return out.checkError() ? Wish.QUIT : Wish.GO_ON;
  }

  @Override
  public void close() {
    out.flush();
  }
}
