package io.closewait.kernel;

import io.closewait.tcp.TcpState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One look at the kernel. Immutable. */
public final class KernelSample {
  private final long takenAt;
  private final String source;
  private final Map<TcpState, Integer> states;
  private final Map<Long, Observation> observations;
  private final List<UntrackedSocket> untracked;
  private final List<AcceptQueue> acceptQueues;
  private final Descriptors descriptors;
  private final Network network;
  private final List<IdleSocket> idle;
  private final List<String> blind;

  /**
   * @param takenAt milliseconds since the epoch
   * @param source {@code tcp_info}, {@code proc} or {@code off}
   * @param observations by connection id; an id without one is ESTABLISHED or, if the source is
   *     {@code off}, unknown
   * @param blind what this look could not see, one sentence each
   */
  public KernelSample(
      long takenAt,
      String source,
      Map<TcpState, Integer> states,
      Map<Long, Observation> observations,
      List<UntrackedSocket> untracked,
      List<AcceptQueue> acceptQueues,
      Descriptors descriptors,
      List<String> blind) {
    this(
        takenAt,
        source,
        states,
        observations,
        untracked,
        acceptQueues,
        descriptors,
        Network.UNKNOWN,
        Collections.emptyList(),
        blind);
  }

  private KernelSample(
      long takenAt,
      String source,
      Map<TcpState, Integer> states,
      Map<Long, Observation> observations,
      List<UntrackedSocket> untracked,
      List<AcceptQueue> acceptQueues,
      Descriptors descriptors,
      Network network,
      List<IdleSocket> idle,
      List<String> blind) {
    this.takenAt = takenAt;
    this.source = source;
    EnumMap<TcpState, Integer> ordered = new EnumMap<>(TcpState.class);
    ordered.putAll(states);
    this.states = Collections.unmodifiableMap(ordered);
    this.observations = Collections.unmodifiableMap(observations);
    this.untracked = Collections.unmodifiableList(untracked);
    this.acceptQueues = Collections.unmodifiableList(acceptQueues);
    this.descriptors = descriptors;
    this.network = network;
    this.idle = Collections.unmodifiableList(idle);
    this.blind = Collections.unmodifiableList(blind);
  }

  /** The same look, which could not see these things either. */
  public KernelSample with(List<String> moreBlind) {
    if (moreBlind.isEmpty()) {
      return this;
    }
    List<String> all = new ArrayList<>(blind);
    all.addAll(moreBlind);
    return new KernelSample(
        takenAt,
        source,
        states,
        observations,
        untracked,
        acceptQueues,
        descriptors,
        network,
        idle,
        all);
  }

  /** The same look, with what the namespace tells, and the tables of idle connections. */
  public KernelSample with(Network newNetwork, List<IdleSocket> newIdle) {
    return new KernelSample(
        takenAt,
        source,
        states,
        observations,
        untracked,
        acceptQueues,
        descriptors,
        newNetwork,
        newIdle,
        blind);
  }

  /** Milliseconds since the epoch. */
  public long takenAt() {
    return takenAt;
  }

  /** Where the states come from: {@code tcp_info}, {@code proc} or {@code off}. */
  public String source() {
    return source;
  }

  /** Whether the kernel was asked at all. */
  public boolean available() {
    return !source.equals("off");
  }

  /** Sockets of this process by state, states without one left out. */
  public Map<TcpState, Integer> states() {
    return states;
  }

  /** The observation of a tracked connection; null if it is ESTABLISHED or unknown. */
  public @Nullable Observation observation(long connection) {
    return observations.get(connection);
  }

  /** Sockets of this process without a record, as of the last deep look. */
  public List<UntrackedSocket> untracked() {
    return untracked;
  }

  /** The listening sockets of this process, as of the last deep look. */
  public List<AcceptQueue> acceptQueues() {
    return acceptQueues;
  }

  /** Whether connections wait to be accepted from a listening socket with this record. */
  public boolean hasWaiting(long listener) {
    for (AcceptQueue queue : acceptQueues) {
      if (queue.listener() == listener && queue.length() > 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a connection that had hung up may have waited for so long by now, and only a deep look
   * can tell.
   *
   * @param millis a duration
   */
  public boolean mayStillWait(long millis) {
    for (AcceptQueue queue : acceptQueues) {
      for (Unaccepted connection : queue.hungUp()) {
        if (takenAt - connection.since() >= millis
            && queue.seenAt() - connection.since() < millis) {
          return true;
        }
      }
    }
    return false;
  }

  public Descriptors descriptors() {
    return descriptors;
  }

  /** What the network namespace tells, as of the last deep look. */
  public Network network() {
    return network;
  }

  /** The connections that are idle without keep-alive, as of the last deep look. */
  public List<IdleSocket> idle() {
    return idle;
  }

  /** What this look could not see, one sentence each. */
  public List<String> blind() {
    return blind;
  }
}
