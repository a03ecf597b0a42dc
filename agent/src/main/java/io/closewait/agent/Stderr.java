package io.closewait.agent;

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

  /** Prints {@code closewait: } and the message. */
  static void line(String message) {
    print("closewait: " + message + "\n");
  }

  /** Prints a text that has its line ends. */
  @SuppressWarnings("StreamResourceLeak")
  static void print(String text) {
    try {
      // Not closed: it would close the process's own stream.
      new FileOutputStream(FileDescriptor.err).write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // There is nowhere left to say it.
    }
  }
}
