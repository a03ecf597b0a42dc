package io.closewait.library;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The libraries of {@code libraries.txt}, which explains its form. Immutable. */
public final class Libraries {
  private static final String FILE = "libraries.txt";

  private final List<Library> all;

  private Libraries(List<Library> all) {
    this.all = all;
  }

  /** Those that the agent comes with. */
  public static Libraries known() {
    return Holder.KNOWN;
  }

  /** Loads the file at the first use, which is after {@code main}. */
  private static final class Holder {
    private static final Libraries KNOWN = load();

    private static Libraries load() {
      try (InputStream in = Libraries.class.getResourceAsStream(FILE)) {
        if (in == null) {
          throw new IllegalStateException(FILE + " is missing in the agent's jar");
        }
        return read(new InputStreamReader(in, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new IllegalStateException(FILE + " cannot be read", e);
      }
    }
  }

  /**
   * Reads such a file.
   *
   * @throws IllegalArgumentException if a line makes no sense; the message names it
   */
  static Libraries read(Reader text) throws IOException {
    List<Library> all = new ArrayList<>();
    BufferedReader lines = new BufferedReader(text);
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String content = line.trim();
      if (!content.isEmpty() && !content.startsWith("#")) {
        add(content, all, number);
      }
    }
    return new Libraries(all);
  }

  private static void add(String line, List<Library> all, int number) {
    int end = line.indexOf(' ');
    String key = end < 0 ? line : line.substring(0, end);
    String value = end < 0 ? "" : line.substring(end).trim();
    if (value.isEmpty()) {
      throw wrong(number, "'" + key + "' has no value");
    }
    if (key.equals("library")) {
      all.add(new Library(value));
      return;
    }
    if (all.isEmpty()) {
      throw wrong(number, "'" + key + "' stands before the first library");
    }
    set(all.get(all.size() - 1), key, value, number);
  }

  private static void set(Library library, String key, String value, int number) {
    switch (key) {
      case "frames":
        library.frames.add(value);
        break;
      case "pool":
        library.pools.add(value);
        break;
      case "idle":
        library.idle = idle(value, number);
        break;
      case "stale":
        library.stale = value;
        break;
      case "leak":
        library.leak = value;
        break;
      default:
        throw wrong(number, "'" + key + "' is none of library, frames, pool, idle, stale, leak");
    }
  }

  private static Library.Idle idle(String value, int number) {
    for (Library.Idle idle : Library.Idle.values()) {
      if (idle.name().toLowerCase(Locale.ROOT).equals(value)) {
        return idle;
      }
    }
    throw wrong(number, "'" + value + "' is none of stale, filled, noticed");
  }

  private static IllegalArgumentException wrong(int number, String what) {
    return new IllegalArgumentException(FILE + ", line " + number + ": " + what);
  }

  /** Whether a class belongs to a library. */
  public boolean owns(String className) {
    for (Library library : all) {
      if (startsWithAny(className, library.frames)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The library whose pool opened a socket, of several the first in the file; null if none did.
   *
   * @param stack the innermost frame first
   */
  public @Nullable Library pool(List<StackTraceElement> stack) {
    for (Library library : all) {
      for (StackTraceElement frame : stack) {
        if (startsWithAny(frame.getClassName(), library.pools)) {
          return library;
        }
      }
    }
    return null;
  }

  private static boolean startsWithAny(String name, List<String> prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
