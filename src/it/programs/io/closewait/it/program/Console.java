package io.closewait.it.program;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** How a test speaks with a program: lines on stdin, and one answer each on stdout. */
final class Console {
  /** Does what a line other than exit wants, and returns the answer. */
  interface Obedient {
    String obey(String line) throws Exception;
  }

  private Console() {}

  /** Prints {@code ready} and answers every line, up to {@code exit} or the end of stdin. */
  static void ready(Obedient program) throws Exception {
    say("ready");
    BufferedReader stdin =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = stdin.readLine(); line != null; line = stdin.readLine()) {
      if (line.equals("exit")) {
        return;
      }
      say(program.obey(line));
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
