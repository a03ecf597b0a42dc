package io.closewait.agent;

import io.closewait.report.Messages;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The process's standard error, whatever the application made of {@code System.err}. Thread-safe:
 * each message is one write.
 */
final class Stderr {
  private Stderr() {}

  /** Prints a sentence about trouble that the user can cure. */
  static void complain(String sentence) {
    print(Messages.trouble(sentence));
  }

  /** Prints one or more lines, the last without its end. */
  @SuppressWarnings("StreamResourceLeak")
  static void print(String text) {
    try {
      // Not closed: it would close the process's own stream.
      new FileOutputStream(FileDescriptor.err)
          .write((text + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // There is nowhere left to say it.
    } catch (SecurityException e) {
      System.err.println(text);
    }
  }
}
