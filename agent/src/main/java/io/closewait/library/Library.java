package io.closewait.library;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What is known of one library. Immutable once {@link Libraries} has it. */
public final class Library {
  /** What becomes of an idle connection whose peer has closed it. */
  public enum Idle {
    /**
     * It stays until the pool is asked for a connection to that server again, and then goes before
     * another is opened.
     */
    STALE,
    /** It stays, and the pool may open others meanwhile. */
    FILLED,
    /** The library sees the end at once and closes. */
    NOTICED
  }

  private final String name;
  private final int order;
  final List<String> frames = new ArrayList<>();
  final List<String> pools = new ArrayList<>();
  final List<String> threads = new ArrayList<>();
  final List<PoolQuestion> questions = new ArrayList<>();
  @Nullable String holder;
  @Nullable Idle idle;
  OptionalLong bound = OptionalLong.empty();
  OptionalInt keeps = OptionalInt.empty();
  int parting;
  @Nullable String means;
  @Nullable String stale;
  @Nullable String leak;
  @Nullable String server;

  /**
   * @param order its place in the file
   */
  Library(String name, int order) {
    this.name = name;
    this.order = order;
  }

  /** The name that reports show. */
  public String name() {
    return name;
  }

  int order() {
    return order;
  }

  /** Whether its connections may be opened in a thread of this name. */
  boolean runsIn(String thread) {
    for (String start : threads) {
      if (thread.startsWith(start)) {
        return true;
      }
    }
    return threads.isEmpty();
  }

  /** The class that has the connections of its pool; null if nothing is known. */
  public @Nullable String holder() {
    return holder;
  }

  /** Null if nothing is known. */
  public @Nullable Idle idle() {
    return idle;
  }

  /** By default no idle connection stays longer, milliseconds; empty if nothing bounds it. */
  public OptionalLong boundMillis() {
    return bound;
  }

  /**
   * How many idle connections to one server its pool keeps by default however many are taken; empty
   * if it may keep all that were taken.
   */
  public OptionalInt keeps() {
    return keeps;
  }

  /** The most bytes that a server may send when it closes an idle connection; mostly none. */
  public int partingBytes() {
    return parting;
  }

  /** What it means if one of its connections stays in CLOSE_WAIT, a clause; null if not known. */
  public @Nullable String meaning() {
    return means;
  }

  /** What to set so that idle connections do not stay, one sentence; null if nothing is known. */
  public @Nullable String staleRemedy() {
    return stale;
  }

  /** What to do where a connection was not given back, one sentence; null if nothing is known. */
  public @Nullable String leakRemedy() {
    return leak;
  }

  /** What to do about an accepted connection, one sentence; null if nothing is known. */
  public @Nullable String serverRemedy() {
    return server == null ? leak : server;
  }
}
