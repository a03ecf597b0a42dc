package io.closewait.diagnosis;

import io.closewait.library.Library;

/** The library that opened or accepted a connection. Immutable. */
final class Opener {
  private final Library library;
  private final boolean pooled;

  Opener(Library library, boolean pooled) {
    this.library = library;
    this.pooled = pooled;
  }

  Library library() {
    return library;
  }

  /** Whether it did so for its pool. */
  boolean pooled() {
    return pooled;
  }
}
