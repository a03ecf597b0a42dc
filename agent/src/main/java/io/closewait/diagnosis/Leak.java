package io.closewait.diagnosis;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sockets that leak for one reason from one call site. Immutable. */
public final class Leak {
  private final String fingerprint;
  private final Verdict verdict;
  private final String reason;
  private final String remedy;
  private final @Nullable String library;
  private final double growthPerMinute;
  private final Map<String, Integer> remotes;
  private final @Nullable Site site;
  private final @Nullable Site endOfStream;
  private final List<LeakedConnection> connections;

  public Leak(
      String fingerprint,
      Verdict verdict,
      String reason,
      String remedy,
      @Nullable String library,
      double growthPerMinute,
      Map<String, Integer> remotes,
      @Nullable Site site,
      @Nullable Site endOfStream,
      List<LeakedConnection> connections) {
    this.fingerprint = fingerprint;
    this.verdict = verdict;
    this.reason = reason;
    this.remedy = remedy;
    this.library = library;
    this.growthPerMinute = growthPerMinute;
    this.remotes = Collections.unmodifiableMap(remotes);
    this.site = site;
    this.endOfStream = endOfStream;
    this.connections = Collections.unmodifiableList(connections);
  }

  /** Eight hexadecimal digits, the same for the same bug in every JVM. */
  public String fingerprint() {
    return fingerprint;
  }

  public Verdict verdict() {
    return verdict;
  }

  public Severity severity() {
    return verdict.severity();
  }

  /** Why this verdict, one sentence. */
  public String reason() {
    return reason;
  }

  /** What to do, one sentence. */
  public String remedy() {
    return remedy;
  }

  /** The library whose pool opened the sockets; null if none did. */
  public @Nullable String library() {
    return library;
  }

  /** How many sockets leak; at least 1. */
  public int count() {
    return connections.size();
  }

  /** Since when the oldest one should have been closed, milliseconds since the epoch. */
  public long oldestSince() {
    return connections.get(0).since();
  }

  /** How many joined a minute, over the leak's age, at least one minute and at most five. */
  public double growthPerMinute() {
    return growthPerMinute;
  }

  /** Sockets by remote endpoint, the most frequent first. */
  public Map<String, Integer> remotes() {
    return remotes;
  }

  /** Where they were opened; null for sockets without a record. */
  public @Nullable Site site() {
    return site;
  }

  /** Where the end of the stream was read; null if it never was. */
  public @Nullable Site endOfStream() {
    return endOfStream;
  }

  /** The sockets, the oldest first. */
  public List<LeakedConnection> connections() {
    return connections;
  }
}
