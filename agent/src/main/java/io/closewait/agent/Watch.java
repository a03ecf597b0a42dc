package io.closewait.agent;

import io.closewait.bridge.Bridge;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.Registry;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Diagnostician;
import io.closewait.diagnosis.Leak;
import io.closewait.diagnosis.LeakTracker;
import io.closewait.diagnosis.Thresholds;
import io.closewait.diagnosis.Verdict;
import io.closewait.kernel.KernelSample;
import io.closewait.kernel.Look;
import io.closewait.kernel.Mode;
import io.closewait.kernel.Sampler;
import io.closewait.kernel.TcpInfoProbe;
import io.closewait.kernel.Tracked;
import io.closewait.options.Options;
import io.closewait.tcp.TcpState;
import java.nio.file.Paths;
import java.util.List;
import java.util.Locale;

/**
 * Asks the registry and the kernel, diagnoses and has it announced. Thread-safe: one look at a
 * time.
 */
final class Watch {
  private final Registry registry;
  private final Sampler sampler;
  private final Thresholds thresholds;
  private final List<String> blind;
  private final Announcer announcer;
  private final LeakTracker tracker = new LeakTracker();
  private long looks;
  private long lastNanos;
  private long totalNanos;

  /**
   * @param blind what cannot be seen for reasons outside the kernel; may grow
   */
  Watch(Options options, Registry registry, List<String> blind, Announcer announcer) {
    this.registry = registry;
    this.thresholds = new Thresholds(options.threshold());
    this.blind = blind;
    this.announcer = announcer;
    this.sampler =
        new Sampler(
            Mode.valueOf(options.kernel().toUpperCase(Locale.ROOT)),
            TcpInfoProbe.works() ? new TcpInfoProbe() : null,
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
            });
  }

  /** A look at the regular interval, as cheap as it may be. */
  synchronized Diagnosis look() {
    boolean deep = sampler.pace().due(System.nanoTime());
    Seen seen = look(deep ? Look.DEEP : Look.SHALLOW);
    if (!deep && waitsForQueues(seen.diagnosis) && sampler.pace().allowed(System.nanoTime())) {
      seen = look(Look.DEEP);
    }
    return announced(seen);
  }

  /** A look that finds out everything that can be known now. */
  synchronized Diagnosis lookDeep() {
    return announced(look(Look.DEEP));
  }

  private Diagnosis announced(Seen seen) {
    announcer.announce(seen.diagnosis, tracker.update(seen.diagnosis, seen.connections));
    return seen.diagnosis;
  }

  private Seen look(Look look) {
    long started = System.nanoTime();
    long now = System.currentTimeMillis();
    KernelSample sample = sampler.sample(now, look).with(blind);
    List<ConnectionSnapshot> connections =
        registry.snapshots(now, id -> sample.observation(id) != null);
    Bridge.watchWrites(sample.states().containsKey(TcpState.CLOSE_WAIT));
    Diagnosis diagnosis = Diagnostician.diagnose(connections, sample, thresholds);
    looks++;
    lastNanos = System.nanoTime() - started;
    totalNanos += lastNanos;
    return new Seen(diagnosis, connections);
  }

  private static boolean waitsForQueues(Diagnosis diagnosis) {
    for (Leak leak : diagnosis.leaks()) {
      if (leak.verdict() == Verdict.UNKNOWN) {
        return true;
      }
    }
    return false;
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

  /** What one look saw. */
  private static final class Seen {
    private final Diagnosis diagnosis;
    private final List<ConnectionSnapshot> connections;

    Seen(Diagnosis diagnosis, List<ConnectionSnapshot> connections) {
      this.diagnosis = diagnosis;
      this.connections = connections;
    }
  }
}
