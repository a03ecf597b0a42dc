package io.closewait.demo;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** The end of every program here: announces a state on stdout, then obeys the lines on stdin. */
final class Console {
  private Console() {}

  /** Prints {@code ready} and obeys stdin as {@link #run} does. */
  static void ready(Collection<? extends Closeable> held) throws IOException {
    run("ready", held);
  }

  /**
   * Prints the announcement, then waits: the line {@code close} closes what is held and answers
   * {@code closed}; the line {@code exit}, or the end of stdin, returns.
   */
  static void run(String announcement, Collection<? extends Closeable> held) throws IOException {
    say(announcement);
    BufferedReader stdin =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = stdin.readLine(); line != null; line = stdin.readLine()) {
      if (line.equals("exit")) {
        return;
      }
      if (line.equals("close")) {
        for (Closeable each : held) {
          each.close();
        }
        say("closed");
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
