package io.closewait.agent;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Descriptors held back, so that something can still be opened when the process has none left.
 * Thread-safe.
 */
final class Reserve {
  private static final String ANY_FILE = "/dev/null";

  private final int size;
  private final Deque<FileInputStream> held = new ArrayDeque<>();

  Reserve(int size) {
    this.size = size;
  }

  /** Takes what is missing, as far as it is to be had. */
  @SuppressWarnings("StreamResourceLeak")
  synchronized void take() {
    try {
      while (held.size() < size) {
        held.push(new FileInputStream(ANY_FILE));
      }
    } catch (IOException | SecurityException e) {
      // There is none now; the next time will do.
      return;
    }
  }

  /** Gives all back; whoever opens something next may have them. */
  void release() {
    while (releaseOne()) {}
  }

  /** Gives one back; false if there is none. */
  synchronized boolean releaseOne() {
    try (FileInputStream one = held.poll()) {
      return one != null;
    } catch (IOException e) {
      return true;
    }
  }
}
