package io.closewait.agent;

import io.closewait.bridge.JdkAccess;
import io.closewait.bridge.UseBridge;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.IdleTimes;
import io.closewait.connection.OpenConnection;
import io.closewait.connection.OpenSockets;
import io.closewait.connection.Registry;
import io.closewait.diagnosis.Change;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Diagnostician;
import io.closewait.diagnosis.LeakTracker;
import io.closewait.diagnosis.Stocktaking;
import io.closewait.diagnosis.Thresholds;
import io.closewait.finding.Findings;
import io.closewait.kernel.KernelSample;
import io.closewait.kernel.Look;
import io.closewait.kernel.Mode;
import io.closewait.kernel.Observation;
import io.closewait.kernel.Pace;
import io.closewait.kernel.Sampler;
import io.closewait.kernel.TcpInfoProbe;
import io.closewait.options.Options;
import io.closewait.tcp.TcpState;
import java.nio.file.Paths;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes one look: asks the registry and the kernel, and diagnoses. For one thread at a time.
 *
 * <p>Made for the first look, since nothing before {@code main} needs it.
 */
final class Examiner {
  /** How many connections that were closed lately a report has at most. */
  private static final int CLOSED_LISTED = 200;

  /** How many counts of descriptors a report has at most. */
  private static final int COUNTS_LISTED = 240;

  private final Options options;
  private final Registry registry;
  private final OpenSockets open;
  private final List<String> blind;
  private final Reserve reserve;
  private final Thresholds thresholds;
  private final LeakTracker tracker = new LeakTracker();
  private final PoolSurvey pools;
  private final FindingSurvey findings;
  private final IdleTimes idle;
  private final Sampler sampler;

  /**
   * @param blind what cannot be seen for reasons outside the kernel; may grow
   * @param reserve the descriptors that a deep look needs
   */
  Examiner(Options options, Registry registry, List<String> blind, Reserve reserve) {
    this.options = options;
    this.registry = registry;
    this.open = registry.openSockets();
    this.blind = blind;
    this.reserve = reserve;
    thresholds = new Thresholds(options.threshold());
    pools = new PoolSurvey(registry);
    findings = new FindingSurvey(registry);
    idle = new IdleTimes(Findings.idleAfter(options.threshold()));
    sampler =
        new Sampler(
            Mode.valueOf(options.kernel().toUpperCase(Locale.ROOT)),
            internalsAreKnown() && TcpInfoProbe.works() ? new TcpInfoProbe() : null,
            Paths.get("/proc/self"),
            new TrackedOpenSockets(open, idle));
  }

  private static boolean internalsAreKnown() {
    try {
      JdkAccess.prepare();
      return true;
    } catch (LinkageError e) {
      return false;
    }
  }

  /** When a deep look is due, or may be had. */
  Pace pace() {
    return sampler.pace();
  }

  Seen look(Look look) {
    long now = System.currentTimeMillis();
    long started = System.nanoTime();
    long lastId = registry.lastId();
    idle.look(open.limit(), now, started);
    KernelSample kernel = sample(now, look);
    if (look == Look.DEEP && kernel.blind().isEmpty() && kernel.untracked().isEmpty()) {
      UseBridge.seekOlder(false);
    }
    KernelSample sample = kernel.with(blind);
    List<ConnectionSnapshot> connections = connections(sample, now, started);
    registry.watchUses(sample.states().containsKey(TcpState.CLOSE_WAIT));
    Diagnosis diagnosis =
        Diagnostician.diagnose(connections, sample, thresholds, pools.facts(connections, lastId));
    noteEnds(sample);
    return new Seen(sample, findings.addTo(diagnosis, connections, sample, started), connections);
  }

  /** Gives the reserve to the tables, which can be read even if no other descriptor is left. */
  private KernelSample sample(long now, Look look) {
    if (look == Look.SHALLOW) {
      return sampler.sample(now, look);
    }
    reserve.release();
    try {
      return sampler.sample(now, look);
    } finally {
      reserve.take();
    }
  }

  private List<ConnectionSnapshot> connections(KernelSample sample, long now, long nanos) {
    return registry.snapshots(
        now,
        nanos,
        id -> sample.observation(id) != null,
        id -> sample.hasWaiting(id) || isOverdue(sample.observation(id), now));
  }

  /** Without an observation the hooks alone decide, later. */
  private boolean isOverdue(@Nullable Observation observation, long now) {
    return observation == null
        || (observation.state() != TcpState.LISTEN
            && now - observation.since() >= options.threshold());
  }

  private void noteEnds(KernelSample sample) {
    open.noteEnds(
        id -> {
          Observation seen = sample.observation(id);
          return seen != null && seen.state() == TcpState.CLOSE_WAIT;
        });
  }

  /** What is new since this was asked last. */
  List<Change> changes(Seen seen) {
    return tracker.update(seen.diagnosis, seen.connections);
  }

  /** Only a report needs all sockets, which are too many to collect at every look. */
  Diagnosis withInventory(Seen seen) {
    long now = System.currentTimeMillis();
    long nanos = System.nanoTime();
    Stocktaking stock = new Stocktaking(seen.diagnosis, seen.sample);
    for (OpenConnection connection : open.connections(now, nanos)) {
      stock.add(connection, sampler.local(seen.sample, connection.descriptor(), connection.id()));
    }
    stock.addClosed(registry.departures().closedLast(stock.worstSite(), CLOSED_LISTED, now, nanos));
    return seen.diagnosis.with(stock.inventory(sampler.descriptorHistory(COUNTS_LISTED)));
  }
}
