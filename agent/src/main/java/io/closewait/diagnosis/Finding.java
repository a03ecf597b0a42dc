package io.closewait.diagnosis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something about connections that is no leak but should be known, at one call site. Immutable. */
public final class Finding {
  private final FindingKind kind;
  private final Severity severity;
  private final String reason;
  private final String remedy;
  private final @Nullable Site site;
  private final int count;
  private final long oldestSince;
  private final Map<String, Integer> remotes;
  private final Map<String, Number> facts;
  private final @Nullable ThreadFacts acceptor;

  /**
   * @param reason what is the matter, one sentence
   * @param remedy what to do, one sentence
   * @param site null if no hook saw where the connections come from
   * @param oldestSince milliseconds since the epoch
   * @param facts figures by name, in the order in which they are shown
   */
  public Finding(
      FindingKind kind,
      Severity severity,
      String reason,
      String remedy,
      @Nullable Site site,
      int count,
      long oldestSince,
      Map<String, Integer> remotes,
      Map<String, Number> facts) {
    this(kind, severity, reason, remedy, site, count, oldestSince, remotes, facts, null);
  }

  private Finding(
      FindingKind kind,
      Severity severity,
      String reason,
      String remedy,
      @Nullable Site site,
      int count,
      long oldestSince,
      Map<String, Integer> remotes,
      Map<String, Number> facts,
      @Nullable ThreadFacts acceptor) {
    this.kind = kind;
    this.severity = severity;
    this.reason = reason;
    this.remedy = remedy;
    this.site = site;
    this.count = count;
    this.oldestSince = oldestSince;
    this.remotes = Collections.unmodifiableMap(new LinkedHashMap<>(remotes));
    this.facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    this.acceptor = acceptor;
  }

  /** The same about connections that this thread should accept; null for none that is known. */
  public Finding acceptedBy(@Nullable ThreadFacts thread) {
    return new Finding(
        kind, severity, reason, remedy, site, count, oldestSince, remotes, facts, thread);
  }

  public FindingKind kind() {
    return kind;
  }

  /** {@link Severity#PROBLEM}, {@link Severity#SUSPECT} or {@link Severity#INFO}. */
  public Severity severity() {
    return severity;
  }

  /** What is the matter, one sentence. */
  public String reason() {
    return reason;
  }

  /** What to do, one sentence. */
  public String remedy() {
    return remedy;
  }

  /** Where the connections come from; null if no hook saw it. */
  public @Nullable Site site() {
    return site;
  }

  /** How many connections, connects or closes; at least 1. */
  public int count() {
    return count;
  }

  /** Since when there is the first of them, milliseconds since the epoch. */
  public long oldestSince() {
    return oldestSince;
  }

  /** How many of them by remote endpoint, the most frequent first. */
  public Map<String, Integer> remotes() {
    return remotes;
  }

  /** The thread that should accept the connections; null if it is not about that, or unknown. */
  public @Nullable ThreadFacts acceptor() {
    return acceptor;
  }

  /** Figures by name; the kind tells which there are, and the name has the unit. */
  public Map<String, Number> facts() {
    return facts;
  }
}
