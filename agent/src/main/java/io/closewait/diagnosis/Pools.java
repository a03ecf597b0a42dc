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

  /** The findings with the verdicts that pools deserve. */
  static List<Finding> judge(List<Finding> findings) {
    Pools pools = new Pools();
    for (Finding finding : findings) {
      pools.noteTaken(finding);
    }
    List<Finding> judged = new ArrayList<>();
    for (Finding finding : findings) {
      judged.add(pools.judge(finding));
    }
    return judged;
  }

  private void noteTaken(Finding finding) {
    Library pool = pool(finding);
    if (pool != null && isTaken(finding, pool)) {
      taken.add(route(finding.connection()));
    }
  }

  private static List<Object> route(ConnectionSnapshot connection) {
    Endpoint remote = connection.remote();
    List<Object> route = new ArrayList<>();
    route.add(connection.site());
    route.add(remote == null ? "" : remote);
    return route;
  }

  private Finding judge(Finding finding) {
    Library pool = pool(finding);
    if (pool == null) {
      return finding;
    }
    boolean idle =
        pool.idle() != Library.Idle.NOTICED
            && mayBeIdle(finding)
            && !taken.contains(route(finding.connection()));
    return finding.pooled(pool, idle ? Verdict.STALE_IN_POOL : finding.verdict());
  }

  private @Nullable Library pool(Finding finding) {
    return pools
        .computeIfAbsent(
            finding.connection().site(),
            site -> Optional.ofNullable(Libraries.known().pool(site.frames())))
        .orElse(null);
  }

  private static boolean isTaken(Finding finding, Library pool) {
    OptionalLong sibling = finding.connection().siblingOpenedAt();
    return pool.idle() == Library.Idle.STALE
        && mayBeIdle(finding)
        && sibling.isPresent()
        && sibling.getAsLong() > finding.since() + RACE_MILLIS;
  }

  /** Whether the connection looks as an idle one does: nobody reads, and no answer waits. */
  private static boolean mayBeIdle(Finding finding) {
    switch (finding.verdict()) {
      case NEVER_READ:
        return true;
      case DATA_UNREAD:
        return isCloseNotify(finding.receiveQueue());
      case DEAD:
        return finding.connection().endOfStream() == null;
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
