package io.closewait.diagnosis;

import io.closewait.library.Library;
import java.util.Collections;
import java.util.List;

/** The library that opened or accepted a connection. Immutable. */
final class Opener {
  private final Library library;
  private final List<Library> pools;

  private Opener(Library library, List<Library> pools) {
    this.library = library;
    this.pools = pools;
  }

  /** A library without a pool, or not for its pool. */
  static Opener of(Library library) {
    return new Opener(library, Collections.emptyList());
  }

  /**
   * The first of these libraries for its pool.
   *
   * @param pools those with a pool that counts the connection, one at least
   */
  static Opener ofPools(List<Library> pools) {
    return new Opener(pools.get(0), pools);
  }

  Library library() {
    return library;
  }

  /** Whether it did so for its pool. */
  boolean pooled() {
    return !pools.isEmpty();
  }

  /** Whether the connection is one that the pools of a library count. */
  boolean isCountedBy(Library other) {
    return pools.contains(other);
  }
}
