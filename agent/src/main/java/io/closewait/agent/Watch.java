package io.closewait.agent;

import io.closewait.connection.Registry;
import io.closewait.diagnosis.Change;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Headroom;
import io.closewait.diagnosis.Shortage;
import io.closewait.jmx.JmxExposure;
import io.closewait.kernel.Look;
import io.closewait.kernel.Pace;
import io.closewait.options.Options;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides how deep to look, and has what was seen announced and published. Thread-safe: one look at
 * a time.
 */
final class Watch {
  private final Options options;
  private final Registry registry;
  private final List<String> blind;
  private final Announcer announcer;
  private @Nullable Examiner examiner;
  private volatile @Nullable JmxExposure exposure;
  private volatile @Nullable Diagnosis last;
  private volatile long nextOverdue = Long.MAX_VALUE;

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

  /**
   * When the next socket reaches the threshold, as of the last look; {@code Long.MAX_VALUE} if none
   * does. Milliseconds since the epoch.
   */
  long nextOverdue() {
    return nextOverdue;
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
      nextOverdue = seen.sample.nextOverdue(options.threshold());
      changes = examiner().changes(seen);
      Headroom.Alarm alarm = headroom.update(seen.diagnosis.descriptors());
      diagnosis =
          deep || announcer.writes(changes, alarm)
              ? examiner().withInventory(seen)
              : seen.diagnosis;
      announcer.announce(diagnosis, changes, alarm);
    }
    JmxExposure exposed = exposure;
    if (exposed != null) {
      exposed.publish(seen.diagnosis, changes);
    }
    return diagnosis;
  }

  private Seen cheapLook() {
    Pace pace = examiner().pace();
    boolean deep = pace.due(System.nanoTime());
    Seen seen = look(deep ? Look.DEEP : Look.SHALLOW);
    return !deep && seen.waitsForQueues() && pace.allowed(System.nanoTime())
        ? look(Look.DEEP)
        : seen;
  }

  private Seen look(Look look) {
    long started = System.nanoTime();
    Seen seen = withShortage(examiner().look(look));
    looks++;
    lastNanos = System.nanoTime() - started;
    totalNanos += lastNanos;
    return seen;
  }

  private Seen withShortage(Seen seen) {
    runsShort = headroom.isShort(seen.sample.descriptors());
    return runsShort
        ? seen.with(
            seen.diagnosis.with(
                Shortage.of(
                    headroom.refused(), registry.openSockets().sites(id -> true), seen.sample)))
        : seen;
  }

  private Examiner examiner() {
    Examiner present = examiner;
    if (present == null) {
      present = new Examiner(options, registry, blind, reserve);
      examiner = present;
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
}
