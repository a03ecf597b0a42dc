package io.closewait.library;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the pools of one class can be asked, as a line of the file has it. Immutable. */
public final class PoolQuestion {
  private final String className;
  private final Map<String, Chain> chains = new HashMap<>();

  /**
   * @param line the class and what to call on it, such as {@code org.acme.Pool leased=getActive
   *     idle=getIdle}
   * @throws IllegalArgumentException if that makes no sense
   */
  PoolQuestion(String line) {
    String[] parts = line.split(" +", -1);
    className = parts[0];
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      String key = equals < 0 ? parts[i] : parts[i].substring(0, equals);
      if (equals < 0 || !"leased all idle factory".contains(key)) {
        throw new IllegalArgumentException(
            "'" + key + "' is none of leased=, all=, idle=, factory=");
      }
      chains.put(key, new Chain(parts[i].substring(equals + 1)));
    }
    if (!chains.containsKey("idle") || chains.containsKey("leased") == chains.containsKey("all")) {
      throw new IllegalArgumentException("it takes idle= and one of leased= and all=");
    }
  }

  String className() {
    return className;
  }

  /** The class of what makes a pool's connections; null if its pools have no such thing. */
  public @Nullable String factory(Object pool) throws ReflectiveOperationException {
    Chain chain = chains.get("factory");
    Object factory = chain == null ? null : chain.of(pool);
    return factory == null ? null : factory.getClass().getName();
  }

  /**
   * Asks a pool, which may take its lock.
   *
   * @param library whose pool it is
   */
  public PoolUse ask(Object pool, Library library) throws ReflectiveOperationException {
    int idle = count("idle", pool);
    int leased = chains.containsKey("leased") ? count("leased", pool) : count("all", pool) - idle;
    return PoolUse.of(library.name(), Math.max(0, leased), idle);
  }

  private int count(String key, Object pool) throws ReflectiveOperationException {
    Chain chain = chains.get(key);
    if (chain == null) {
      throw new NoSuchMethodException(key);
    }
    return chain.count(pool);
  }
}
