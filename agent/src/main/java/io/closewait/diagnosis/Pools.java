package io.closewait.diagnosis;

import io.closewait.connection.CallSite;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.library.Libraries;
import io.closewait.library.Library;
import io.closewait.tcp.Endpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells an idle connection of a pool from one that was taken and never given back, which the same
 * frames opened.
 *
 * <p>Unread data proves that somebody took it for an answer. So does a younger connection from the
 * same call site to the same peer: a pool opens another only if none is free, so one that had been
 * closed by its server by then, and is still open, was not free.
 */
final class Pools {
  /** A pool may be opening another while the server closes the first. */
  private static final long RACE_MILLIS = 1000;

  /**
   * What the receive queue holds, the FIN included, when only TLS's close_notify is unread: 24 and
   * 25 in TLS 1.3, 32, 54 and 70 with the ciphers of TLS 1.2.
   */
  private static final int[] CLOSE_NOTIFY = {24, 25, 32, 54, 70};

  private final Map<CallSite, Optional<Library>> pools = new HashMap<>();
  private final Set<List<Object>> taken = new HashSet<>();

  /** The judgements with the verdicts that pools deserve. */
  static List<Judgement> judge(List<Judgement> judgements) {
    Pools pools = new Pools();
    for (Judgement judgement : judgements) {
      pools.noteTaken(judgement);
    }
    List<Judgement> judged = new ArrayList<>();
    for (Judgement judgement : judgements) {
      judged.add(pools.judge(judgement));
    }
    return judged;
  }

  private void noteTaken(Judgement judgement) {
    Library pool = pool(judgement);
    if (pool != null && isTaken(judgement, pool)) {
      taken.add(route(judgement.connection()));
    }
  }

  private static List<Object> route(ConnectionSnapshot connection) {
    Endpoint remote = connection.remote();
    List<Object> route = new ArrayList<>();
    route.add(connection.site());
    route.add(remote == null ? "" : remote);
    return route;
  }

  private Judgement judge(Judgement judgement) {
    Library pool = pool(judgement);
    if (pool == null) {
      return judgement;
    }
    boolean idle =
        pool.idle() != Library.Idle.NOTICED
            && mayBeIdle(judgement)
            && !taken.contains(route(judgement.connection()));
    return judgement.pooled(pool, idle ? Verdict.STALE_IN_POOL : judgement.verdict());
  }

  private @Nullable Library pool(Judgement judgement) {
    return pools
        .computeIfAbsent(
            judgement.connection().site(),
            site -> Optional.ofNullable(Libraries.known().pool(site.frames())))
        .orElse(null);
  }

  private static boolean isTaken(Judgement judgement, Library pool) {
    OptionalLong sibling = judgement.connection().siblingOpenedAt();
    return pool.idle() == Library.Idle.STALE
        && mayBeIdle(judgement)
        && sibling.isPresent()
        && sibling.getAsLong() > judgement.since() + RACE_MILLIS;
  }

  /** Whether the connection looks as an idle one does: nobody reads, and no answer waits. */
  private static boolean mayBeIdle(Judgement judgement) {
    switch (judgement.verdict()) {
      case NEVER_READ:
        return true;
      case DATA_UNREAD:
        return isCloseNotify(judgement.receiveQueue());
      case DEAD:
        return judgement.connection().endOfStream() == null;
      default:
        return false;
    }
  }

  private static boolean isCloseNotify(OptionalInt queue) {
    for (int size : CLOSE_NOTIFY) {
      if (queue.isPresent() && queue.getAsInt() == size) {
        return true;
      }
    }
    return false;
  }
}
