package io.closewait.screen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What one answer to {@code watch} says: lines of a name and values between tabs. Immutable. A line
 * or a value that another version of the agent does not send is empty here.
 */
public final class Facts {
  private final List<String[]> lines;

  private Facts(List<String[]> lines) {
    this.lines = lines;
  }

  /** Reads an answer. */
  public static Facts of(String answer) {
    List<String[]> lines = new ArrayList<>();
    for (String line : answer.split("\n", -1)) {
      lines.add(line.split("\t", -1));
    }
    return new Facts(Collections.unmodifiableList(lines));
  }

  /** All lines of that name. */
  List<Fact> all(String name) {
    List<Fact> found = new ArrayList<>();
    for (String[] line : lines) {
      if (line[0].equals(name)) {
        found.add(new Fact(line));
      }
    }
    return found;
  }

  /** The line of that name; one without values if there is none. */
  Fact one(String name) {
    List<Fact> found = all(name);
    return found.isEmpty() ? new Fact(name) : found.get(0);
  }

  /** A line. */
  static final class Fact {
    private final String[] line;

    Fact(String... line) {
      this.line = line;
    }

    /** A value, counted from 1. */
    String text(int index) {
      return index < line.length ? line[index] : "";
    }

    /** A value that is a whole number; 0 if it is none. */
    long number(int index) {
      try {
        return Long.parseLong(text(index));
      } catch (NumberFormatException e) {
        return 0;
      }
    }
  }
}
