package io.closewait.diagnosis;

import io.closewait.kernel.Descriptors;
import io.closewait.tcp.TcpState;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known at one moment about the sockets of this JVM. Immutable. */
public final class Diagnosis {
  private final long takenAt;
  private final long threshold;
  private final String kernel;
  private final Descriptors descriptors;
  private final Map<TcpState, Integer> states;
  private final List<Leak> leaks;
  private final List<Finding> findings;
  private final List<Listener> listeners;
  private final List<String> blind;
  private final @Nullable Shortage shortage;
  private final Inventory inventory;

  private Diagnosis(Builder builder) {
    takenAt = builder.takenAt;
    threshold = builder.thresholds.overdue();
    kernel = builder.kernel;
    descriptors = builder.descriptors;
    states = Collections.unmodifiableMap(builder.states);
    leaks = Collections.unmodifiableList(builder.leaks);
    findings = Collections.unmodifiableList(builder.findings);
    listeners = Collections.unmodifiableList(builder.listeners);
    blind = Collections.unmodifiableList(builder.blind);
    shortage = builder.shortage;
    inventory = builder.inventory;
  }

  /** The same diagnosis, of a process that has few descriptors left. */
  public Diagnosis with(Shortage newShortage) {
    return toBuilder().shortage(newShortage).build();
  }

  /** The same diagnosis, with all sockets for a report. */
  public Diagnosis with(Inventory newInventory) {
    return toBuilder().inventory(newInventory).build();
  }

  /** A builder of what is the same diagnosis but for what is set in it. */
  public Builder toBuilder() {
    return new Builder(takenAt, new Thresholds(threshold))
        .kernel(kernel)
        .descriptors(descriptors)
        .states(states)
        .leaks(leaks)
        .findings(findings)
        .listeners(listeners)
        .blind(blind)
        .shortage(shortage)
        .inventory(inventory);
  }

  /** Milliseconds since the epoch. */
  public long takenAt() {
    return takenAt;
  }

  /** Milliseconds after which a socket that should be closed is diagnosed. */
  public long threshold() {
    return threshold;
  }

  /** Where the states come from: {@code tcp_info}, {@code proc} or {@code off}. */
  public String kernel() {
    return kernel;
  }

  public Descriptors descriptors() {
    return descriptors;
  }

  /** Who holds the descriptors; null while there are enough. */
  public @Nullable Shortage shortage() {
    return shortage;
  }

  /** Sockets of this process by state, states without one left out. */
  public Map<TcpState, Integer> states() {
    return states;
  }

  /** By severity, then by count, the worst first. */
  public List<Leak> leaks() {
    return leaks;
  }

  /** What is no leak but should be known: by kind, then by severity, then by count. */
  public List<Finding> findings() {
    return findings;
  }

  /** The listening sockets of this process and their accept queues. */
  public List<Listener> listeners() {
    return listeners;
  }

  /** All sockets, leaking or not; empty unless a report was asked for. */
  public Inventory inventory() {
    return inventory;
  }

  /** How many sockets leak with severity {@code leak}. */
  public int leakedConnections() {
    int count = 0;
    for (Leak leak : leaks) {
      if (leak.severity() == Severity.LEAK) {
        count += leak.count();
      }
    }
    return count;
  }

  /** What this run cannot see and why, one sentence each. */
  public List<String> blind() {
    return blind;
  }

  /** Collects the facts of a diagnosis; what is not set is not known. */
  public static final class Builder {
    private final long takenAt;
    private final Thresholds thresholds;
    private String kernel = "off";
    private Descriptors descriptors = Descriptors.UNKNOWN;
    private Map<TcpState, Integer> states = Collections.emptyMap();
    private List<Leak> leaks = Collections.emptyList();
    private List<Finding> findings = Collections.emptyList();
    private List<Listener> listeners = Collections.emptyList();
    private List<String> blind = Collections.emptyList();
    private @Nullable Shortage shortage;
    private Inventory inventory = Inventory.EMPTY;

    /**
     * @param takenAt milliseconds since the epoch
     */
    public Builder(long takenAt, Thresholds thresholds) {
      this.takenAt = takenAt;
      this.thresholds = thresholds;
    }

    /** Where the states come from: {@code tcp_info}, {@code proc} or {@code off}. */
    public Builder kernel(String source) {
      kernel = source;
      return this;
    }

    public Builder descriptors(Descriptors present) {
      descriptors = present;
      return this;
    }

    /** Sockets by state, states without one left out. */
    public Builder states(Map<TcpState, Integer> counts) {
      states = counts;
      return this;
    }

    public Builder leaks(List<Leak> worstFirst) {
      leaks = worstFirst;
      return this;
    }

    /** By kind, then by severity, then by count. */
    public Builder findings(List<Finding> byKind) {
      findings = byKind;
      return this;
    }

    public Builder listeners(List<Listener> listening) {
      listeners = listening;
      return this;
    }

    /** What this run cannot see and why, one sentence each. */
    public Builder blind(List<String> sentences) {
      blind = sentences;
      return this;
    }

    public Builder shortage(@Nullable Shortage present) {
      shortage = present;
      return this;
    }

    public Builder inventory(Inventory sockets) {
      inventory = sockets;
      return this;
    }

    public Diagnosis build() {
      return new Diagnosis(this);
    }
  }
}
