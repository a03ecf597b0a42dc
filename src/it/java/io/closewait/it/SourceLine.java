package io.closewait.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the line of a program's source that a report must name. */
final class SourceLine {
  private SourceLine() {}

  /** The frame of the only line of a demo program that contains a text, in a method. */
  static String frame(String program, String method, String text) throws IOException {
    return "io.closewait.demo.%s.%s(%s.java:%d)"
        .formatted(program, method, program, number(Artifacts.demoSource(program), text));
  }

  /** The number of the only line of a source that contains a text. */
  static int number(Path source, String text) throws IOException {
    List<String> lines = Files.readAllLines(source);
    List<Integer> numbers =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).contains(text))
            .mapToObj(i -> i + 1)
            .toList();
    if (numbers.size() != 1) {
      throw new AssertionError("lines with " + text + " in " + source + ": " + numbers);
    }
    return numbers.get(0);
  }

  /** What stands before a comment in its line. */
  static String code(Path source, String comment) throws IOException {
    String line = Files.readAllLines(source).get(number(source, comment) - 1);
    return line.substring(0, line.indexOf(comment)).trim();
  }
}
