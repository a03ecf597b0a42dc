package io.closewait.it.program;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a program keeps open, until it is told {@code close}. */
final class Held {
  private final List<Closeable> all = new ArrayList<>();

  <T extends Closeable> T add(T resource) {
    all.add(resource);
    return resource;
  }

  /** Closes everything, the last first. */
  String closeAll() throws IOException {
    for (int i = all.size() - 1; i >= 0; i--) {
      all.get(i).close();
    }
    all.clear();
    return "closed";
  }
}
