package io.closewait.library;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one library. Immutable once {@link Libraries} has it. */
public final class Library {
  /** What becomes of an idle pooled connection whose server has closed it. */
  public enum Idle {
    /** It stays until the pool is asked for a connection to that server again. */
    STALE,
    /** It stays, and the pool may open others meanwhile. */
    FILLED,
    /** The library sees the end at once and closes. */
    NOTICED
  }

  private final String name;
  final List<String> frames = new ArrayList<>();
  final List<String> pools = new ArrayList<>();
  @Nullable Idle idle;
  @Nullable String stale;
  @Nullable String leak;

  Library(String name) {
    this.name = name;
  }

  /** The name that reports show. */
  public String name() {
    return name;
  }

  /** Null if nothing is known of a pool. */
  public @Nullable Idle idle() {
    return idle;
  }

  /** What to set so that idle connections do not stay, one sentence; null if nothing is known. */
  public @Nullable String staleRemedy() {
    return stale;
  }

  /** What to do where a connection was not given back, one sentence; null if nothing is known. */
  public @Nullable String leakRemedy() {
    return leak;
  }
}
