package io.closewait.library;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the form that {@code libraries.txt} explains. */
final class LibraryFile {
  static final String NAME = "libraries.txt";

  private final List<Library> all = new ArrayList<>();
  private int number;

  private LibraryFile() {}

  /**
   * The libraries of such a text, in its order.
   *
   * @throws IllegalArgumentException if a line makes no sense; the message names it
   */
  static List<Library> read(Reader text) throws IOException {
    LibraryFile file = new LibraryFile();
    BufferedReader lines = new BufferedReader(text);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      file.number++;
      String content = line.trim();
      if (!content.isEmpty() && !content.startsWith("#")) {
        file.add(content);
      }
    }
    file.endBlock();
    return file.all;
  }

  private void add(String line) {
    int end = line.indexOf(' ');
    String key = end < 0 ? line : line.substring(0, end);
    String value = end < 0 ? "" : line.substring(end).trim();
    if (value.isEmpty()) {
      throw wrong("'" + key + "' has no value");
    }
    if (key.equals("library")) {
      endBlock();
      all.add(new Library(value, all.size()));
      return;
    }
    if (all.isEmpty()) {
      throw wrong("'" + key + "' stands before the first library");
    }
    set(all.get(all.size() - 1), key, value);
  }

  private void set(Library library, String key, String value) {
    switch (key) {
      case "frames":
        library.frames.add(value);
        break;
      case "pool":
        library.pools.add(value);
        break;
      case "thread":
        library.threads.add(value);
        break;
      case "asks":
        library.questions.add(question(value));
        break;
      case "holder":
        library.holder = value;
        break;
      case "idle":
        library.idle = idle(value);
        break;
      case "bound":
        library.bound = seconds(value);
        break;
      case "keeps":
        library.keeps = OptionalInt.of(count(value, value));
        break;
      case "parting":
        library.parting = count(value, value);
        break;
      default:
        say(library, key, value);
    }
  }

  private void say(Library library, String key, String value) {
    switch (key) {
      case "means":
        library.means = value;
        break;
      case "stale":
        library.stale = sentence(key, value);
        break;
      case "leak":
        library.leak = sentence(key, value);
        break;
      case "server":
        library.server = sentence(key, value);
        break;
      default:
        throw wrong(
            "'"
                + key
                + "' is none of library, frames, pool, thread, asks, holder, idle, bound, keeps,"
                + " parting, means, stale, leak, server");
    }
  }

  private PoolQuestion question(String value) {
    try {
      return new PoolQuestion(value);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private Library.Idle idle(String value) {
    for (Library.Idle idle : Library.Idle.values()) {
      if (idle.name().toLowerCase(Locale.ROOT).equals(value)) {
        return idle;
      }
    }
    throw wrong("'" + value + "' is none of stale, filled, noticed");
  }

  private OptionalLong seconds(String value) {
    String digits = value.endsWith("s") ? value.substring(0, value.length() - 1) : "";
    return OptionalLong.of(count(digits, value) * 1000L);
  }

  private int count(String digits, String value) {
    try {
      int count = Integer.parseInt(digits);
      if (count > 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw wrong("'" + value + "' is no number, which for a bound has an s after it");
  }

  private String sentence(String key, String value) {
    if (!value.endsWith(".")) {
      throw wrong("'" + key + "' is no sentence with a full stop");
    }
    return value;
  }

  private void endBlock() {
    Library library = all.isEmpty() ? null : all.get(all.size() - 1);
    String missing = library == null ? null : missing(library);
    if (library != null && missing != null) {
      throw wrong("'" + library.name() + "' ends here and has no '" + missing + "'");
    }
  }

  /** The key of the line that a block cannot do without. */
  private static @Nullable String missing(Library library) {
    if (library.frames.isEmpty()) {
      return "frames";
    }
    if (library.pools.isEmpty()) {
      return null;
    }
    if (library.idle == null) {
      return "idle";
    }
    if (library.leak == null) {
      return "leak";
    }
    return library.idle != Library.Idle.NOTICED && library.stale == null ? "stale" : null;
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(NAME + ", line " + number + ": " + what);
  }
}
