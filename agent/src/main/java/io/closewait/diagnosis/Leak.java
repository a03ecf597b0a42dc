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
  private final @Nullable Handler handler;
  private final @Nullable ClosedWrapper closedWrapper;
  private final List<LeakedConnection> connections;
  private final @Nullable StuckListener listener;

  private Leak(Builder builder) {
    fingerprint = builder.fingerprint;
    verdict = builder.verdict;
    reason = builder.reason;
    remedy = builder.remedy;
    library = builder.library;
    growthPerMinute = builder.growthPerMinute;
    remotes = Collections.unmodifiableMap(builder.remotes);
    site = builder.site;
    endOfStream = builder.endOfStream;
    handler = builder.handler;
    closedWrapper = builder.closedWrapper;
    connections = Collections.unmodifiableList(builder.connections);
    listener = builder.listener;
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

  /** The library that opened the sockets, by its jar if it has no name; null if none did. */
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

  /** The listening socket in whose accept queue they wait; null if they were accepted. */
  public @Nullable StuckListener listener() {
    return listener;
  }

  /** Who handles them, where they were accepted; null if that is not known. */
  public @Nullable Handler handler() {
    return handler;
  }

  /** What was closed above one of them, while it stayed open; null if nothing is known. */
  public @Nullable ClosedWrapper closedWrapper() {
    return closedWrapper;
  }

  /** The sockets, the oldest first. */
  public List<LeakedConnection> connections() {
    return connections;
  }

  /** Collects the facts of a leak; what is not set is not known. */
  public static final class Builder {
    private final String fingerprint;
    private final Verdict verdict;
    private final List<LeakedConnection> connections;
    private String reason = "";
    private String remedy = "";
    private @Nullable String library;
    private double growthPerMinute;
    private Map<String, Integer> remotes = Collections.emptyMap();
    private @Nullable Site site;
    private @Nullable Site endOfStream;
    private @Nullable StuckListener listener;
    private @Nullable Handler handler;
    private @Nullable ClosedWrapper closedWrapper;

    /**
     * @param connections the oldest first, one at least
     */
    public Builder(String fingerprint, Verdict verdict, List<LeakedConnection> connections) {
      this.fingerprint = fingerprint;
      this.verdict = verdict;
      this.connections = connections;
    }

    public Builder reason(String sentence) {
      reason = sentence;
      return this;
    }

    public Builder remedy(String sentence) {
      remedy = sentence;
      return this;
    }

    public Builder library(@Nullable String name) {
      library = name;
      return this;
    }

    public Builder growthPerMinute(double growth) {
      growthPerMinute = growth;
      return this;
    }

    public Builder remotes(Map<String, Integer> counts) {
      remotes = counts;
      return this;
    }

    public Builder site(@Nullable Site opener) {
      site = opener;
      return this;
    }

    public Builder endOfStream(@Nullable Site reader) {
      endOfStream = reader;
      return this;
    }

    public Builder listener(@Nullable StuckListener stuck) {
      listener = stuck;
      return this;
    }

    public Builder handler(@Nullable Handler ofAccepted) {
      handler = ofAccepted;
      return this;
    }

    public Builder closedWrapper(@Nullable ClosedWrapper above) {
      closedWrapper = above;
      return this;
    }

    public Leak build() {
      return new Leak(this);
    }
  }
}
