package io.closewait.agent;

import io.closewait.bridge.Bridge;
import io.closewait.bridge.JdkAccess;
import io.closewait.connection.CallSite;
import io.closewait.connection.ClosedConnection;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.IdleTimes;
import io.closewait.connection.OpenConnection;
import io.closewait.connection.OpenSite;
import io.closewait.connection.OpenSockets;
import io.closewait.connection.Registry;
import io.closewait.diagnosis.Change;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Diagnostician;
import io.closewait.diagnosis.Headroom;
import io.closewait.diagnosis.Leak;
import io.closewait.diagnosis.LeakTracker;
import io.closewait.diagnosis.PoolFacts;
import io.closewait.diagnosis.Shortage;
import io.closewait.diagnosis.Stocktaking;
import io.closewait.diagnosis.Thresholds;
import io.closewait.diagnosis.Verdict;
import io.closewait.finding.Findings;
import io.closewait.jmx.JmxExposure;
import io.closewait.kernel.IdleSocket;
import io.closewait.kernel.KernelSample;
import io.closewait.kernel.Look;
import io.closewait.kernel.Mode;
import io.closewait.kernel.Network;
import io.closewait.kernel.Observation;
import io.closewait.kernel.Pace;
import io.closewait.kernel.Sampler;
import io.closewait.kernel.TcpInfoProbe;
import io.closewait.kernel.Tracked;
import io.closewait.library.PoolUse;
import io.closewait.options.Options;
import io.closewait.tcp.TcpState;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the registry and the kernel, diagnoses and has it announced. Thread-safe: one look at a
 * time.
 */
final class Watch {
  /** How many connections that were closed lately a report has at most. */
  private static final int CLOSED_LISTED = 200;

  /** How many counts of descriptors a report has at most. */
  private static final int COUNTS_LISTED = 240;

  private final Options options;
  private final Registry registry;
  private final List<String> blind;
  private final Announcer announcer;
  private @Nullable Stages stages;
  private volatile @Nullable JmxExposure exposure;
  private volatile @Nullable Diagnosis last;
  private Network network = Network.UNKNOWN;
  private Map<Long, ClosedConnection> closed = Collections.emptyMap();
  private List<OpenSite> idleSites = Collections.emptyList();

  /** A directory of /proc is read through two descriptors. */
  private final Reserve reserve = new Reserve(2);

  private final Headroom headroom = new Headroom();
  private boolean runsShort;
  private long looks;
  private long lastNanos;
  private long totalNanos;

  /**
   * @param blind what cannot be seen for reasons outside the kernel; may grow
   */
  Watch(Options options, Registry registry, List<String> blind, Announcer announcer) {
    this.options = options;
    this.registry = registry;
    this.blind = blind;
    this.announcer = announcer;
  }

  /** Publishes every further diagnosis over JMX too. */
  void publishTo(JmxExposure newExposure) {
    exposure = newExposure;
  }

  /** What the last look saw; a look of its own if there was none. */
  Diagnosis last() {
    Diagnosis seen = last;
    return seen == null ? look() : seen;
  }

  /** A look at the regular interval, as cheap as it may be. */
  Diagnosis look() {
    return look(false);
  }

  /** A look that finds out everything that can be known now. */
  Diagnosis lookDeep() {
    return look(true);
  }

  /** A deep look because the system refused a descriptor; its report is written. */
  Diagnosis lookAtRefusal() {
    synchronized (this) {
      headroom.refuse();
    }
    return look(true);
  }

  /** Whether few descriptors were left at the last look. */
  synchronized boolean isShort() {
    return runsShort;
  }

  /** Where the descriptors are that looking needs. */
  Reserve reserve() {
    return reserve;
  }

  /** JMX listeners are the application's code and run outside the lock. */
  private Diagnosis look(boolean deep) {
    Seen seen;
    Diagnosis diagnosis;
    List<Change> changes;
    synchronized (this) {
      seen = deep ? look(Look.DEEP) : cheapLook();
      last = seen.diagnosis;
      changes = stages().tracker.update(seen.diagnosis, seen.connections);
      Headroom.Alarm alarm = headroom.update(seen.diagnosis.descriptors());
      diagnosis = deep || announcer.writes(changes, alarm) ? withInventory(seen) : seen.diagnosis;
      announcer.announce(diagnosis, changes, alarm);
    }
    JmxExposure exposed = exposure;
    if (exposed != null) {
      exposed.publish(seen.diagnosis, changes);
    }
    return diagnosis;
  }

  /** Only a report needs all sockets, which are too many to collect at every look. */
  private Diagnosis withInventory(Seen seen) {
    long now = System.currentTimeMillis();
    long nanos = System.nanoTime();
    Sampler sampler = stages().sampler;
    Stocktaking stock = new Stocktaking(seen.diagnosis, seen.sample);
    for (OpenConnection connection : registry.openSockets().connections(now, nanos)) {
      stock.add(connection, sampler.local(connection.descriptor(), connection.id()));
    }
    stock.addClosed(registry.departures().closedLast(stock.worstSite(), CLOSED_LISTED, now, nanos));
    return seen.diagnosis.with(stock.inventory(sampler.descriptorHistory(COUNTS_LISTED)));
  }

  private Seen cheapLook() {
    Pace pace = stages().sampler.pace();
    boolean deep = pace.due(System.nanoTime());
    Seen seen = look(deep ? Look.DEEP : Look.SHALLOW);
    return !deep && waitsForQueues(seen) && pace.allowed(System.nanoTime())
        ? look(Look.DEEP)
        : seen;
  }

  private Seen look(Look look) {
    long now = System.currentTimeMillis();
    long started = System.nanoTime();
    long lastId = registry.lastId();
    stages().idle.look(registry.limit(), now, started);
    KernelSample kernel = sample(now, look);
    if (look == Look.DEEP && kernel.blind().isEmpty() && kernel.untracked().isEmpty()) {
      Bridge.seekOlder(false);
    }
    KernelSample sample = kernel.with(blind);
    List<ConnectionSnapshot> connections =
        registry.snapshots(
            now,
            started,
            id -> sample.observation(id) != null,
            id -> sample.hasWaiting(id) || isOverdue(sample.observation(id), now));
    registry.watchUses(sample.states().containsKey(TcpState.CLOSE_WAIT));
    Diagnosis diagnosis =
        withFindings(
            Diagnostician.diagnose(
                connections, sample, stages().thresholds, poolFacts(connections, lastId)),
            connections,
            sample,
            started);
    runsShort = headroom.isShort(sample.descriptors());
    if (runsShort) {
      diagnosis =
          diagnosis.with(
              Shortage.of(headroom.refused(), registry.openSockets().sites(id -> true), sample));
    }
    looks++;
    lastNanos = System.nanoTime() - started;
    totalNanos += lastNanos;
    return new Seen(sample, diagnosis, connections);
  }

  /** Gives the reserve to the tables, which can be read even if no other descriptor is left. */
  private KernelSample sample(long now, Look look) {
    if (look == Look.SHALLOW) {
      return stages().sampler.sample(now, look);
    }
    reserve.release();
    try {
      return stages().sampler.sample(now, look);
    } finally {
      reserve.take();
    }
  }

  /** Counts before it asks and after, as {@link PoolFacts} has it. */
  private PoolFacts poolFacts(List<ConnectionSnapshot> connections, long lastId) {
    OpenSockets open = registry.openSockets();
    Map<CallSite, Integer> others = new HashMap<>();
    countOthers(open, connections, others);
    List<PoolUse> uses = stages().pools.ask(connections);
    long until = registry.lastId();
    countOthers(open, connections, others);
    return new PoolFacts(uses, others, until - lastId - open.between(lastId, until));
  }

  private static void countOthers(
      OpenSockets open, List<ConnectionSnapshot> connections, Map<CallSite, Integer> most) {
    if (!connections.isEmpty()) {
      open.othersBySite(connections).forEach((site, count) -> most.merge(site, count, Math::max));
    }
  }

  /** Without an observation the hooks alone decide, later. */
  private boolean isOverdue(@Nullable Observation observation, long now) {
    return observation == null
        || (observation.state() != TcpState.LISTEN
            && now - observation.since() >= options.threshold());
  }

  /** What was closed or is idle is looked up once for each deep look, which alone can need more. */
  private Diagnosis withFindings(
      Diagnosis diagnosis, List<ConnectionSnapshot> connections, KernelSample sample, long nanos) {
    long now = sample.takenAt();
    registry.noteEnds(
        id -> {
          Observation seen = sample.observation(id);
          return seen != null && seen.state() == TcpState.CLOSE_WAIT;
        });
    if (sample.network() != network) {
      network = sample.network();
      Set<Long> keys = Findings.closedKeys(network);
      closed =
          keys.isEmpty()
              ? Collections.emptyMap()
              : registry.departures().closed(keys::contains, now, nanos);
      idleSites = idleSites(sample.idle());
    }
    return Findings.addTo(
        diagnosis, connections, registry.departures().past(now, nanos), closed, idleSites, sample);
  }

  private List<OpenSite> idleSites(List<IdleSocket> sockets) {
    Set<Long> ids = new HashSet<>();
    for (IdleSocket socket : sockets) {
      ids.add(socket.connection());
    }
    return ids.isEmpty() ? Collections.emptyList() : registry.openSockets().sites(ids::contains);
  }

  private static boolean waitsForQueues(Seen seen) {
    for (Leak leak : seen.diagnosis.leaks()) {
      if (leak.verdict() == Verdict.UNKNOWN
          && !leak.connections().get(0).receiveQueue().isPresent()) {
        return true;
      }
    }
    return seen.sample.mayStillWait(seen.diagnosis.threshold());
  }

  private Stages stages() {
    Stages present = stages;
    if (present == null) {
      present = new Stages(options, registry);
      stages = present;
    }
    return present;
  }

  /** How many looks there were. */
  synchronized long looks() {
    return looks;
  }

  /** How long the last look took, nanoseconds. */
  synchronized long lastNanos() {
    return lastNanos;
  }

  /** How long all looks took together, nanoseconds. */
  synchronized long totalNanos() {
    return totalNanos;
  }

  /** What no look can do without, and nothing before {@code main} needs. */
  private static final class Stages {
    private final Sampler sampler;
    private final Thresholds thresholds;
    private final LeakTracker tracker = new LeakTracker();
    private final PoolSurvey pools;
    private final IdleTimes idle;

    Stages(Options options, Registry registry) {
      pools = new PoolSurvey(registry);
      thresholds = new Thresholds(options.threshold());
      idle = new IdleTimes(Findings.idleAfter(options.threshold()));
      sampler =
          new Sampler(
              Mode.valueOf(options.kernel().toUpperCase(Locale.ROOT)),
              internalsAreKnown() && TcpInfoProbe.works() ? new TcpInfoProbe() : null,
              Paths.get("/proc/self"),
              new Tracked() {
                @Override
                public int limit() {
                  return registry.limit();
                }

                @Override
                public long idAt(int descriptor) {
                  return registry.idAt(descriptor);
                }

                @Override
                public long idleSince(int descriptor) {
                  return idle.since(descriptor);
                }
              });
    }

    private static boolean internalsAreKnown() {
      try {
        JdkAccess.prepare();
        return true;
      } catch (LinkageError e) {
        return false;
      }
    }
  }

  /** What one look saw. */
  private static final class Seen {
    private final KernelSample sample;
    private final Diagnosis diagnosis;
    private final List<ConnectionSnapshot> connections;

    Seen(KernelSample sample, Diagnosis diagnosis, List<ConnectionSnapshot> connections) {
      this.sample = sample;
      this.diagnosis = diagnosis;
      this.connections = connections;
    }
  }
}
