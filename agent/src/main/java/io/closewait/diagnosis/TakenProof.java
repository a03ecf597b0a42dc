package io.closewait.diagnosis;

import io.closewait.library.Library;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a pool's connection, although it looks idle, was taken and not given back: by time,
 * where the library closes idle ones after a while; by number, where it keeps only so many; and by
 * a younger connection from the same call site to the same peer. A pool opens another only if none
 * is free, so one that had been closed by its server by then, and is still open, was not free.
 */
final class TakenProof {
  /** A pool may be opening another while the server closes the first. */
  private static final long RACE_MILLIS = 1000;

  private final Library library;
  private final long now;
  private final Map<Route, Integer> counts = new HashMap<>();
  private final Set<Route> outpaced = new HashSet<>();

  /**
   * @param candidates all connections of the library that look idle
   * @param now milliseconds since the epoch
   */
  TakenProof(Library library, List<Judgement> candidates, long now) {
    this.library = library;
    this.now = now;
    for (Judgement judgement : candidates) {
      note(judgement);
    }
  }

  private void note(Judgement judgement) {
    Route route = new Route(judgement.connection());
    counts.merge(route, 1, Integer::sum);
    OptionalLong sibling = judgement.connection().siblingOpenedAt();
    if (sibling.isPresent() && sibling.getAsLong() > judgement.since() + RACE_MILLIS) {
      outpaced.add(route);
    }
  }

  /** The proof for one of the candidates, a clause; null if there is none. */
  @Nullable String of(Judgement judgement) {
    if (library.idle() == Library.Idle.NOTICED) {
      return library.name()
          + " closes an idle connection as soon as its server does, so this one is not idle";
    }
    String late = byTime(judgement.since());
    if (late != null) {
      return late;
    }
    Route route = new Route(judgement.connection());
    String surplus = byNumber(counts.getOrDefault(route, 0));
    if (surplus != null) {
      return surplus;
    }
    return library.idle() == Library.Idle.STALE && outpaced.contains(route)
        ? "a younger connection to the same server was opened although this one, if idle, was free"
        : null;
  }

  private @Nullable String byTime(long since) {
    OptionalLong bound = library.boundMillis();
    return bound.isPresent() && now - since > bound.getAsLong()
        ? library.name()
            + " keeps an idle connection for "
            + bound.getAsLong() / 1000
            + " s at most by default"
        : null;
  }

  private @Nullable String byNumber(int count) {
    OptionalInt keeps = library.keeps();
    return keeps.isPresent() && count > keeps.getAsInt()
        ? library.name()
            + " keeps at most "
            + keeps.getAsInt()
            + " idle connections to one server by default, and these are "
            + count
        : null;
  }
}
