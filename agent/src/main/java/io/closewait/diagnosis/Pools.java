package io.closewait.diagnosis;

import io.closewait.connection.CallSite;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.library.Library;
import io.closewait.library.PoolUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Names the library behind each judgement, and judges anew where a pool had the connection. */
final class Pools {
  /**
   * What the receive queue holds, the FIN included, when only TLS's close_notify is unread: 24 and
   * 25 in TLS 1.3, 32, 54 and 70 with the ciphers of TLS 1.2.
   */
  private static final int[] CLOSE_NOTIFY = {24, 25, 32, 54, 70};

  private final Openers openers = new Openers();
  private final List<ConnectionSnapshot> connections;
  private final PoolFacts facts;
  private final long now;

  private Pools(List<ConnectionSnapshot> connections, PoolFacts facts, long now) {
    this.connections = connections;
    this.facts = facts;
    this.now = now;
  }

  /**
   * The judgements with the libraries and the verdicts that pools deserve.
   *
   * @param connections all that were judged, also those with which nothing is the matter
   * @param now milliseconds since the epoch
   */
  static List<Judgement> judge(
      List<Judgement> judgements, List<ConnectionSnapshot> connections, PoolFacts facts, long now) {
    return new Pools(connections, facts, now).judge(judgements);
  }

  private List<Judgement> judge(List<Judgement> judgements) {
    List<Judgement> judged = new ArrayList<>();
    Map<Library, List<Judgement>> candidates = new LinkedHashMap<>();
    for (Judgement judgement : judgements) {
      Opener opener = openers.of(judgement.connection());
      Judgement named = opener == null ? judgement : judgement.openedBy(opener);
      if (opener != null && opener.pooled() && looksIdle(named)) {
        candidates.computeIfAbsent(opener.library(), key -> new ArrayList<>()).add(named);
      } else {
        judged.add(opener != null && opener.pooled() ? inUse(named) : named);
      }
    }
    candidates.forEach(
        (library, those) ->
            judged.addAll(IdleOrTaken.decide(library, those, word(library, those), now)));
    return judged;
  }

  /** Whether nobody reads, and no answer waits. */
  private static boolean looksIdle(Judgement judgement) {
    switch (judgement.verdict()) {
      case NEVER_READ:
        return true;
      case DATA_UNREAD:
        return isParting(judgement);
      case DEAD:
        return judgement.connection().endOfStream() == null;
      default:
        return false;
    }
  }

  private static Judgement inUse(Judgement judgement) {
    return judgement.verdict() == Verdict.DATA_UNREAD
        ? judgement.decided(
            Verdict.DATA_UNREAD, "an idle connection has no data unread, so this one was taken")
        : judgement;
  }

  /** Whether nothing is unread but what a server sends when it closes an idle connection. */
  private static boolean isParting(Judgement judgement) {
    OptionalInt queue = judgement.receiveQueue();
    Opener opener = judgement.opener();
    int limit = opener == null ? 0 : opener.library().partingBytes();
    return isCloseNotify(queue) || (queue.isPresent() && queue.getAsInt() - 1 <= limit);
  }

  private static boolean isCloseNotify(OptionalInt queue) {
    for (int size : CLOSE_NOTIFY) {
      if (queue.isPresent() && queue.getAsInt() == size) {
        return true;
      }
    }
    return false;
  }

  private @Nullable PoolWord word(Library library, List<Judgement> candidates) {
    for (PoolUse use : facts.uses()) {
      if (use.library().equals(library.name())) {
        return new PoolWord(use, candidates.size(), open(library) - candidates.size());
      }
    }
    return null;
  }

  /** How many connections a library's pools may count, at most, also for those built on them. */
  private long open(Library library) {
    long count = facts.opened();
    for (ConnectionSnapshot connection : connections) {
      if (isCounted(library, openers.of(connection))) {
        count++;
      }
    }
    for (Map.Entry<CallSite, Integer> other : facts.others().entrySet()) {
      if (isCounted(library, openers.connectingAt(other.getKey()))) {
        count += other.getValue();
      }
    }
    return count;
  }

  private static boolean isCounted(Library library, @Nullable Opener opener) {
    return opener != null && opener.isCountedBy(library);
  }
}
