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

  private Finding(Builder builder) {
    kind = builder.kind;
    severity = builder.severity;
    reason = builder.reason;
    remedy = builder.remedy;
    site = builder.site;
    count = builder.count;
    oldestSince = builder.oldestSince;
    remotes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.remotes));
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(builder.facts));
    acceptor = builder.acceptor;
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

  /** Collects what a finding says; what is not set is not known. */
  public static final class Builder {
    private final FindingKind kind;
    private final Severity severity;
    private String reason = "";
    private String remedy = "";
    private @Nullable Site site;
    private int count = 1;
    private long oldestSince;
    private Map<String, Integer> remotes = Collections.emptyMap();
    private Map<String, Number> facts = Collections.emptyMap();
    private @Nullable ThreadFacts acceptor;

    public Builder(FindingKind kind, Severity severity) {
      this.kind = kind;
      this.severity = severity;
    }

    public Builder reason(String sentence) {
      reason = sentence;
      return this;
    }

    public Builder remedy(String sentence) {
      remedy = sentence;
      return this;
    }

    public Builder site(@Nullable Site origin) {
      site = origin;
      return this;
    }

    public Builder count(int connections) {
      count = connections;
      return this;
    }

    /** Milliseconds since the epoch. */
    public Builder oldestSince(long at) {
      oldestSince = at;
      return this;
    }

    public Builder remotes(Map<String, Integer> mostFrequentFirst) {
      remotes = mostFrequentFirst;
      return this;
    }

    /** Figures by name, in the order in which they are shown. */
    public Builder facts(Map<String, Number> figures) {
      facts = figures;
      return this;
    }

    public Builder acceptor(@Nullable ThreadFacts thread) {
      acceptor = thread;
      return this;
    }

    public Finding build() {
      return new Finding(this);
    }
  }
}
