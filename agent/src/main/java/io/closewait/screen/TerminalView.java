package io.closewait.screen;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/**
 * The whole of a terminal, which gets back what it showed before.
 *
 * <p>JLine asks it by the commands {@code tty}, {@code stty} and {@code infocmp}: no native library
 * is unpacked or loaded.
 */
final class TerminalView implements View {
  /** How long a signal waits until it is heeded. */
  private static final long SLICE_MILLIS = 200;

  private static final int END_OF_INPUT = -1;

  private final Terminal terminal;
  private final Display display;
  private final Palette palette;
  private final long interval;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean quit;
  private volatile boolean resized = true;
  private boolean paused;
  private Size size = new Size();
  private String trouble = "";
  private @Nullable Facts facts;

  private TerminalView(Terminal terminal, long interval) {
    this.terminal = terminal;
    this.interval = interval;
    display = new Display(terminal, true);
    String noColour = System.getenv("NO_COLOR");
    palette = new Palette(noColour == null || noColour.isEmpty());
  }

  /**
   * Takes the terminal.
   *
   * @param type what the environment calls it
   * @throws IOException if it cannot be taken
   */
  static TerminalView open(String type, long interval) throws IOException {
    Charset charset = Charset.defaultCharset();
    Terminal terminal =
        new ExecTerminalProvider()
            .sysTerminal(
                "closewait",
                type,
                false,
                charset,
                charset,
                charset,
                true,
                SignalHandler.SIG_DFL,
                false,
                SystemStream.Output);
    TerminalView view = new TerminalView(terminal, interval);
    terminal.handle(Signal.INT, signal -> view.quit = true);
    terminal.handle(Signal.WINCH, signal -> view.resized = true);
    terminal.handle(Signal.CONT, signal -> view.enter());
    view.enter();
    return view;
  }

  /** At the start, and after the shell has had the terminal meanwhile. */
  private void enter() {
    terminal.enterRawMode();
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.cursor_invisible);
    terminal.flush();
    resized = true;
  }

  @Override
  public void show(Facts newFacts) {
    facts = newFacts;
    trouble = "";
    draw();
  }

  @Override
  public void late(long millis) {
    trouble = "no answer for " + millis / 1000 + "s";
    draw();
  }

  private void draw() {
    if (resized) {
      resized = false;
      size = usable(terminal.getSize());
      display.resize(size.getRows(), size.getColumns());
      display.clear();
    }
    if (facts != null) {
      display.update(
          new Screen(facts, palette).full(size.getColumns(), size.getRows(), footer()), 0);
    }
  }

  /** A serial line has no size. */
  private static Size usable(Size given) {
    return given.getColumns() > 0 && given.getRows() > 0 ? given : new Size(80, 24);
  }

  private String footer() {
    String keys = "q quit  r refresh  p " + (paused ? "go on" : "pause");
    String state =
        !trouble.isEmpty() ? trouble : paused ? "paused" : "every " + interval / 1000.0 + "s";
    return keys + "  " + state.replace(".0s", "s");
  }

  @Override
  public Wish await(long millis) {
    long until = System.nanoTime() + millis * 1_000_000;
    do {
      if (quit) {
        return Wish.QUIT;
      }
      if (resized) {
        draw();
      }
      int key = key(Math.min(SLICE_MILLIS, (until - System.nanoTime()) / 1_000_000));
      switch (key) {
        case 'q':
        case 'Q':
        case END_OF_INPUT:
          return Wish.QUIT;
        case 'r':
          return Wish.REFRESH;
        case 'p':
        case ' ':
          paused = !paused;
          draw();
          break;
        default:
          break;
      }
    } while (paused || System.nanoTime() < until);
    return Wish.GO_ON;
  }

  /** The next key; less than -1 if none comes in time. */
  private int key(long millis) {
    try {
      return terminal.reader().read(Math.max(1, millis));
    } catch (IOException e) {
      return quit ? END_OF_INPUT : Integer.MIN_VALUE;
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    terminal.puts(Capability.cursor_normal);
    terminal.puts(Capability.exit_ca_mode);
    terminal.flush();
    try {
      terminal.close();
    } catch (IOException e) {
      // It is gone; nobody is left who could see it.
    }
  }
}
