package io.closewait.diagnosis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judgements of one fingerprint and severity, which make one leak. */
final class Group {
  private static final Comparator<Judgement> OLDEST_FIRST =
      Comparator.comparingLong(Judgement::since).thenComparingLong(f -> f.connection().id());

  private final String fingerprint;
  private final List<Judgement> judgements = new ArrayList<>();

  Group(String fingerprint) {
    this.fingerprint = fingerprint;
  }

  void add(Judgement judgement) {
    judgements.add(judgement);
  }

  /** The leak that they make; there must be one judgement at least. */
  Leak leak(Figures figures, Causes causes) {
    judgements.sort(OLDEST_FIRST);
    List<Judgement> agreeing = agreeing(verdict());
    Judgement oldest = agreeing.get(0);
    Opener opener = oldest.opener();
    Sites sites = new Sites(judgements);
    Site site = sites.opener();
    Site endOfStream = sites.endOfStream();
    Handler handler = sites.handler();
    String library = opener == null ? sites.artifact() : opener.library().name();
    int count = judgements.size();
    ClosedWrapper closed = sites.closedWrapper();
    Remarks remarks = new Remarks(oldest.verdict(), site, handler, closed, sites.failure(), count);
    String special = remarks.remedy();
    SelectorAdvice selector = causes.mostFrequent(agreeing, special != null);
    String more = selector == null ? "" : "; " + selector.reason();
    Selectors selectors = new Selectors();
    Touches touches = new Touches();
    List<LeakedConnection> connections = new ArrayList<>();
    for (Judgement judgement : judgements) {
      connections.add(
          judgement
              .leaked()
              .selector(selectors.of(judgement))
              .lastUse(touches.of(judgement.connection()))
              .build());
    }
    return new Leak.Builder(fingerprint, oldest.verdict(), connections)
        .reason(Reasons.of(oldest, agreeing.size(), count, remarks.clauses(library) + more))
        .remedy(
            special == null ? Advice.remedy(oldest, site, endOfStream, handler, selector) : special)
        .library(library)
        .growthPerMinute(figures.growthPerMinute(connections))
        .remotes(Figures.remotes(connections))
        .site(site)
        .endOfStream(endOfStream)
        .handler(handler)
        .closedWrapper(closed)
        .build();
  }

  /** The most frequent verdict, of equally frequent ones the first declared. */
  private Verdict verdict() {
    List<Verdict> verdicts = new ArrayList<>();
    for (Judgement judgement : judgements) {
      verdicts.add(judgement.verdict());
    }
    Collections.sort(verdicts);
    return mostFrequent(verdicts);
  }

  private List<Judgement> agreeing(Verdict verdict) {
    List<Judgement> agreeing = new ArrayList<>();
    for (Judgement judgement : judgements) {
      if (judgement.verdict() == verdict) {
        agreeing.add(judgement);
      }
    }
    return agreeing;
  }

  /** The most frequent element, of equally frequent ones the first in the list. */
  private static <T> T mostFrequent(List<T> elements) {
    Map<T, Integer> counts = new LinkedHashMap<>();
    T most = elements.get(0);
    for (T element : elements) {
      counts.merge(element, 1, Integer::sum);
    }
    for (Map.Entry<T, Integer> entry : counts.entrySet()) {
      if (entry.getValue() > counts.getOrDefault(most, 0)) {
        most = entry.getKey();
      }
    }
    return most;
  }
}
