package io.closewait.finding;

import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Severity;
import io.closewait.diagnosis.Site;
import io.closewait.diagnosis.ThreadFacts;
import io.closewait.tcp.Endpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is counted for one finding: connections of one call site. Not thread-safe. */
final class Tally {
  /** So many remotes are named. */
  static final int REMOTES = 20;

  private final @Nullable Site site;
  private final Map<String, Integer> remotes = new TreeMap<>();
  private final Map<String, Number> facts = new LinkedHashMap<>();
  private int count;
  private long oldest = Long.MAX_VALUE;
  private @Nullable ThreadFacts acceptor;

  Tally(@Nullable Site site) {
    this.site = site;
  }

  /** Counts so many connections, of which the first is since then. */
  void add(long since, @Nullable String remote, int times) {
    count += times;
    oldest = Math.min(oldest, since);
    if (remote != null) {
      remotes.merge(remote, times, Integer::sum);
    }
  }

  void add(long since, @Nullable Endpoint remote) {
    add(since, remote == null ? null : remote.toString(), 1);
  }

  /** Sets a figure. */
  void fact(String name, Number value) {
    facts.put(name, value);
  }

  /** Keeps the largest of all figures of this name. */
  void largest(String name, long value) {
    Number known = facts.get(name);
    facts.put(name, known == null ? value : Math.max(known.longValue(), value));
  }

  /** Adds to a figure. */
  void sum(String name, long value) {
    Number known = facts.get(name);
    facts.put(name, known == null ? value : known.longValue() + value);
  }

  /** Sets the thread that should accept the connections; null if none is known. */
  void acceptedBy(@Nullable ThreadFacts thread) {
    acceptor = thread;
  }

  @Nullable Site site() {
    return site;
  }

  int count() {
    return count;
  }

  long oldest() {
    return oldest;
  }

  /** How many belong to the most frequent remote. */
  int mostToOneRemote() {
    int most = 0;
    for (int times : remotes.values()) {
      most = Math.max(most, times);
    }
    return most;
  }

  Finding finding(FindingKind kind, Severity severity, String reason, String remedy) {
    return new Finding.Builder(kind, severity)
        .reason(reason)
        .remedy(remedy)
        .site(site)
        .count(count)
        .oldestSince(oldest)
        .remotes(mostFrequentRemotes())
        .facts(facts)
        .acceptor(acceptor)
        .build();
  }

  private Map<String, Integer> mostFrequentRemotes() {
    List<Map.Entry<String, Integer>> entries = new ArrayList<>(remotes.entrySet());
    entries.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    Map<String, Integer> ordered = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> entry : entries.subList(0, Math.min(REMOTES, entries.size()))) {
      ordered.put(entry.getKey(), entry.getValue());
    }
    return ordered;
  }

  /** One tally for each line of code. */
  static final class Table {
    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    Tally at(Site site) {
      return tallies.computeIfAbsent(site.kind() + " " + site.frame(), key -> new Tally(site));
    }

    Collection<Tally> all() {
      return tallies.values();
    }
  }
}
