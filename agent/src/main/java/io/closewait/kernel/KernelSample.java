package io.closewait.kernel;

import io.closewait.tcp.Endpoint;
import io.closewait.tcp.TcpState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One look at the kernel. Immutable. */
public final class KernelSample {
  private final long takenAt;
  private final String source;
  private final Map<TcpState, Integer> states;
  private final Map<Long, Observation> observations;

  /** Its keys, ascending: most connections have none, and no object is made to ask for one. */
  private final long[] observed;

  private final Map<Long, SocketRow> rows;
  private final List<UntrackedSocket> untracked;
  private final List<AcceptQueue> acceptQueues;
  private final Descriptors descriptors;
  private final Network network;
  private final List<IdleSocket> idle;
  private final List<String> blind;

  private KernelSample(Builder builder) {
    takenAt = builder.takenAt;
    source = builder.source;
    EnumMap<TcpState, Integer> ordered = new EnumMap<>(TcpState.class);
    ordered.putAll(builder.states);
    states = Collections.unmodifiableMap(ordered);
    observations = Collections.unmodifiableMap(builder.observations);
    observed = ascending(observations.keySet());
    rows = builder.rows;
    untracked = Collections.unmodifiableList(builder.untracked);
    acceptQueues = Collections.unmodifiableList(builder.acceptQueues);
    descriptors = builder.descriptors;
    network = builder.network;
    idle = Collections.unmodifiableList(builder.idle);
    blind = Collections.unmodifiableList(builder.blind);
  }

  private static long[] ascending(Set<Long> ids) {
    long[] all = new long[ids.size()];
    int count = 0;
    for (long id : ids) {
      all[count++] = id;
    }
    Arrays.sort(all);
    return all;
  }

  /** The same look, which could not see these things either. */
  public KernelSample with(List<String> moreBlind) {
    if (moreBlind.isEmpty()) {
      return this;
    }
    List<String> all = new ArrayList<>(blind);
    all.addAll(moreBlind);
    return toBuilder().blind(all).build();
  }

  private Builder toBuilder() {
    return new Builder(takenAt, source)
        .states(states)
        .observations(observations)
        .rows(rows)
        .untracked(untracked)
        .acceptQueues(acceptQueues)
        .descriptors(descriptors)
        .network(network)
        .idle(idle)
        .blind(blind);
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
    return Arrays.binarySearch(observed, connection) < 0 ? null : observations.get(connection);
  }

  /**
   * The local endpoint of a tracked connection; null if it is unknown. A look that is not deep
   * knows it of observed connections alone. A row lacks the scope that a link-local address needs.
   */
  public @Nullable Endpoint local(long connection) {
    Observation seen = observation(connection);
    if (seen != null && seen.local() != null) {
      return seen.local();
    }
    SocketRow row = rows.isEmpty() ? null : rows.get(connection);
    Endpoint local = row == null ? null : row.local();
    return local == null || local.address().isLinkLocalAddress() ? null : local;
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

  /**
   * When the next socket will have been in CLOSE_WAIT or CLOSED for so long; {@code Long.MAX_VALUE}
   * if none is on its way there. Milliseconds since the epoch.
   *
   * @param millis a duration
   */
  public long nextOverdue(long millis) {
    long next = Long.MAX_VALUE;
    for (Observation seen : observations.values()) {
      next = earlier(next, seen.state(), seen.since() + millis);
    }
    for (UntrackedSocket seen : untracked) {
      next = earlier(next, seen.state(), seen.since() + millis);
    }
    return next;
  }

  private long earlier(long next, TcpState state, long reached) {
    boolean ended = state == TcpState.CLOSE_WAIT || state == TcpState.CLOSED;
    return ended && reached > takenAt ? Math.min(next, reached) : next;
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

  /** Collects what one look has seen; what is not set was not seen. */
  public static final class Builder {
    private final long takenAt;
    private final String source;
    private Map<TcpState, Integer> states = Collections.emptyMap();
    private Map<Long, Observation> observations = Collections.emptyMap();
    private Map<Long, SocketRow> rows = Collections.emptyMap();
    private List<UntrackedSocket> untracked = Collections.emptyList();
    private List<AcceptQueue> acceptQueues = Collections.emptyList();
    private Descriptors descriptors = Descriptors.UNKNOWN;
    private Network network = Network.UNKNOWN;
    private List<IdleSocket> idle = Collections.emptyList();
    private List<String> blind = Collections.emptyList();

    /**
     * @param takenAt milliseconds since the epoch
     * @param source {@code tcp_info}, {@code proc} or {@code off}
     */
    public Builder(long takenAt, String source) {
      this.takenAt = takenAt;
      this.source = source;
    }

    /** Sockets by state, states without one left out. */
    public Builder states(Map<TcpState, Integer> counts) {
      states = counts;
      return this;
    }

    /**
     * By connection id; an id without one is ESTABLISHED or, if the source is {@code off}, unknown.
     */
    public Builder observations(Map<Long, Observation> byId) {
      observations = byId;
      return this;
    }

    /** Of connections that are ESTABLISHED, by their id; not changed any more. */
    Builder rows(Map<Long, SocketRow> byId) {
      rows = byId;
      return this;
    }

    public Builder untracked(List<UntrackedSocket> sockets) {
      untracked = sockets;
      return this;
    }

    public Builder acceptQueues(List<AcceptQueue> queues) {
      acceptQueues = queues;
      return this;
    }

    public Builder descriptors(Descriptors present) {
      descriptors = present;
      return this;
    }

    public Builder network(Network facts) {
      network = facts;
      return this;
    }

    public Builder idle(List<IdleSocket> connections) {
      idle = connections;
      return this;
    }

    /** What this look could not see, one sentence each. */
    public Builder blind(List<String> sentences) {
      blind = sentences;
      return this;
    }

    public KernelSample build() {
      return new KernelSample(this);
    }
  }
}
