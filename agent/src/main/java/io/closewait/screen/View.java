package io.closewait.screen;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.nio.file.Paths;

/** Where the facts are shown. For one thread, except that any may close it, and more than once. */
public interface View extends AutoCloseable {
  /** What the user wants. */
  enum Wish {
    GO_ON,
    REFRESH,
    QUIT
  }

  /**
   * The terminal that this process has, or else lines.
   *
   * @param out for the lines
   * @param interval milliseconds between two looks
   */
  static View on(PrintWriter out, long interval) {
    String type = System.getenv("TERM");
    if (type == null || type.equals("dumb") || !isTerminal(0) || !isTerminal(1)) {
      return new LineView(out);
    }
    try {
      return TerminalView.open(type, interval);
    } catch (IOException e) {
      return new LineView(out);
    }
  }

  /** Whether a descriptor of this process is a terminal, from 0 to 2. */
  static boolean isTerminal(int descriptor) {
    try {
      Path file = Paths.get("/proc/self/fd/" + descriptor).toRealPath();
      return file.startsWith("/dev/pts") || file.toString().startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  /** Shows the facts of one look. */
  void show(Facts facts);

  /**
   * Says that the JVM does not answer.
   *
   * @param millis for how long
   */
  void late(long millis);

  /** Waits for the user, so many milliseconds at most. */
  Wish await(long millis);

  @Override
  void close();
}
