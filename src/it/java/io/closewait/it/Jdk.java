package io.closewait.it;

import java.nio.file.Path;

/** An installed JDK. */
record Jdk(int feature, Path home) {
  /** The path of one of its commands, such as {@code java}. */
  String command(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
