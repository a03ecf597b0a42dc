package io.closewait.it;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the line of the demo's source that a report must name. */
final class SourceLine {
  private SourceLine() {}

  /** The frame of the only line of a program that contains a text, in a method. */
  static String frame(String program, String method, String text) throws IOException {
    List<String> lines = Files.readAllLines(Artifacts.demoSource(program));
    List<Integer> numbers =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).contains(text))
            .mapToObj(i -> i + 1)
            .toList();
    if (numbers.size() != 1) {
      throw new AssertionError("lines with " + text + " in " + program + ": " + numbers);
    }
    return "io.closewait.demo.%s.%s(%s.java:%d)"
        .formatted(program, method, program, numbers.get(0));
  }
}
