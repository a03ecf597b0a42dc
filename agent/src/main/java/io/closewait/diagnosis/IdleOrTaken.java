package io.closewait.diagnosis;

import io.closewait.connection.CallSite;
import io.closewait.library.Library;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of a library's pooled connections that look idle are idle, and which were taken and
 * never given back. The library's own word comes first, then what proves that one was taken; where
 * neither speaks it counts as idle.
 */
final class IdleOrTaken {
  private final Map<Judgement, String> proofs = new HashMap<>();
  private final List<Judgement> likeliest;
  private final @Nullable PoolWord word;

  /** How many have a proof that the library does not contradict. */
  private final int proven;

  /** How many were taken; the word has no names, so the likeliest count as those. */
  private final int taken;

  private IdleOrTaken(
      Library library, List<Judgement> candidates, @Nullable PoolWord word, long now) {
    TakenProof proof = new TakenProof(library, candidates, now);
    for (Judgement judgement : candidates) {
      String clause = proof.of(judgement);
      if (clause != null) {
        proofs.put(judgement, clause);
      }
    }
    this.word = word;
    likeliest = new ArrayList<>(candidates);
    likeliest.sort(
        Comparator.comparing((Judgement judgement) -> !proofs.containsKey(judgement))
            .thenComparingLong(Judgement::since)
            .thenComparingLong(judgement -> judgement.connection().id()));
    proven = Math.min(proofs.size(), candidates.size() - (word == null ? 0 : word.idle()));
    taken = Math.max(proven, word == null ? 0 : word.taken());
  }

  /**
   * Decides on all connections of a library that look idle.
   *
   * @param word the library's; null if it could not be asked
   * @param now milliseconds since the epoch
   */
  static List<Judgement> decide(
      Library library, List<Judgement> candidates, @Nullable PoolWord word, long now) {
    return new IdleOrTaken(library, candidates, word, now).decide();
  }

  private List<Judgement> decide() {
    List<Judgement> decided = new ArrayList<>();
    boolean ambiguous = isAmbiguous();
    for (int i = 0; i < likeliest.size(); i++) {
      Judgement judgement = likeliest.get(i);
      if (i >= proven && ambiguous) {
        decided.add(
            judgement.decided(
                Verdict.UNKNOWN, said() + ", but not which, and several call sites opened them"));
      } else if (i < taken) {
        decided.add(judgement.decided(judgement.verdict(), taken(i)));
      } else {
        decided.add(judgement.decided(Verdict.STALE_IN_POOL, idle()));
      }
    }
    return decided;
  }

  /** Whether only some of the unproven were taken, and who is to blame depends on which. */
  private boolean isAmbiguous() {
    Set<CallSite> sites = new HashSet<>();
    for (Judgement judgement : likeliest.subList(proven, likeliest.size())) {
      sites.add(judgement.connection().site());
    }
    return taken > proven && taken < likeliest.size() && sites.size() > 1;
  }

  private String taken(int place) {
    String proof = proofs.get(likeliest.get(place));
    return proof == null || (word != null && place < word.taken()) ? said() : proof;
  }

  private String idle() {
    return word == null || word.idle() == 0 ? "nothing shows that it was taken" : said();
  }

  private String said() {
    return word == null ? "" : word.clause();
  }
}
