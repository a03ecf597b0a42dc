package io.closewait.library;

import java.util.OptionalInt;

/**
 * What a library says of its own pools: how many of their connections are out and how many wait to
 * be used again, over all pools of that library in this JVM that could be asked. Immutable.
 */
public final class PoolUse {
  private final String library;
  private final OptionalInt leased;
  private final int idle;

  private PoolUse(String library, OptionalInt leased, int idle) {
    this.library = library;
    this.leased = leased;
    this.idle = idle;
  }

  /**
   * Of a library whose pools know both.
   *
   * @param library the name as {@code libraries.txt} has it
   */
  public static PoolUse of(String library, int leased, int idle) {
    return new PoolUse(library, OptionalInt.of(leased), idle);
  }

  /**
   * Of a library that keeps only its idle connections, all of them, so that every other open one is
   * out.
   *
   * @param library the name as {@code libraries.txt} has it
   */
  public static PoolUse ofIdle(String library, int idle) {
    return new PoolUse(library, OptionalInt.empty(), idle);
  }

  /** The same of more pools of the library. */
  public PoolUse and(PoolUse more) {
    return leased.isPresent() && more.leased.isPresent()
        ? of(library, leased.getAsInt() + more.leased.getAsInt(), idle + more.idle)
        : ofIdle(library, idle + more.idle);
  }

  /**
   * What was so at two moments: no more was taken than at both. A connection that is just being
   * tested or closed belongs to nobody for a moment, which a second look tells from one that was
   * never given back.
   */
  public PoolUse steadySince(PoolUse earlier) {
    int mostIdle = Math.max(idle, earlier.idle);
    return leased.isPresent() && earlier.leased.isPresent()
        ? of(library, Math.min(leased.getAsInt(), earlier.leased.getAsInt()), mostIdle)
        : ofIdle(library, mostIdle);
  }

  /** The name as {@code libraries.txt} has it. */
  public String library() {
    return library;
  }

  /** Connections that were taken and not given back yet; empty if every one not idle is. */
  public OptionalInt leased() {
    return leased;
  }

  /** Connections that wait in the pools. */
  public int idle() {
    return idle;
  }
}
