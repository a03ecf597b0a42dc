package io.closewait.diagnosis;

import io.closewait.kernel.Descriptors;
import io.closewait.tcp.TcpState;
import java.util.ArrayList;
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

  public Diagnosis(
      long takenAt,
      long threshold,
      String kernel,
      Descriptors descriptors,
      Map<TcpState, Integer> states,
      List<Leak> leaks,
      List<String> blind) {
    this(
        takenAt,
        threshold,
        kernel,
        descriptors,
        states,
        leaks,
        Collections.emptyList(),
        Collections.emptyList(),
        blind,
        null,
        Inventory.EMPTY);
  }

  private Diagnosis(
      long takenAt,
      long threshold,
      String kernel,
      Descriptors descriptors,
      Map<TcpState, Integer> states,
      List<Leak> leaks,
      List<Finding> findings,
      List<Listener> listeners,
      List<String> blind,
      @Nullable Shortage shortage,
      Inventory inventory) {
    this.takenAt = takenAt;
    this.threshold = threshold;
    this.kernel = kernel;
    this.descriptors = descriptors;
    this.states = states;
    this.leaks = Collections.unmodifiableList(leaks);
    this.findings = Collections.unmodifiableList(findings);
    this.listeners = Collections.unmodifiableList(listeners);
    this.blind = Collections.unmodifiableList(blind);
    this.shortage = shortage;
    this.inventory = inventory;
  }

  /** The same diagnosis, of a process that has few descriptors left. */
  public Diagnosis with(Shortage newShortage) {
    return new Diagnosis(
        takenAt,
        threshold,
        kernel,
        descriptors,
        states,
        leaks,
        findings,
        listeners,
        blind,
        newShortage,
        inventory);
  }

  /** The same diagnosis, with all sockets for a report. */
  public Diagnosis with(Inventory newInventory) {
    return new Diagnosis(
        takenAt,
        threshold,
        kernel,
        descriptors,
        states,
        leaks,
        findings,
        listeners,
        blind,
        shortage,
        newInventory);
  }

  /**
   * The same diagnosis with what else was found.
   *
   * @param newStates sockets by state, with those that have no descriptor any more
   * @param newFindings by kind, then by severity, then by count
   * @param newListeners the listening sockets
   * @param moreBlind what the findings could not see, one sentence each
   */
  public Diagnosis with(
      Map<TcpState, Integer> newStates,
      List<Finding> newFindings,
      List<Listener> newListeners,
      List<String> moreBlind) {
    List<String> allBlind = new ArrayList<>(blind);
    allBlind.addAll(moreBlind);
    return new Diagnosis(
        takenAt,
        threshold,
        kernel,
        descriptors,
        Collections.unmodifiableMap(newStates),
        leaks,
        newFindings,
        newListeners,
        allBlind,
        shortage,
        inventory);
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
}
