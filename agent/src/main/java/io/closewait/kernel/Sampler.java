package io.closewait.kernel;

import io.closewait.tcp.Endpoint;
import io.closewait.tcp.TcpState;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the sockets of this process again and again and remembers since when each is in its
 * state. Thread-safe: one look at a time.
 *
 * <p>Uses no sockets. When the process has no descriptor left, {@code /proc} cannot be opened, but
 * TCP_INFO still answers.
 */
public final class Sampler {
  private final Mode source;
  private final Path procRoot;
  private final TrackedSockets tracked;
  private final UntrackedSockets untracked;
  private final AcceptQueues acceptQueues = new AcceptQueues();
  private final NetworkReader network;
  private final DescriptorCounter counter;
  private final Pace pace = new Pace();
  private List<String> blind = Collections.emptyList();
  private boolean tablesRead;

  /**
   * @param probe null if this JVM cannot ask for TCP_INFO
   * @param procRoot {@code /proc/self}
   */
  public Sampler(Mode mode, @Nullable DescriptorProbe probe, Path procRoot, Tracked tracked) {
    this.source = source(mode, probe != null);
    this.procRoot = procRoot;
    this.tracked = new TrackedSockets(tracked, source == Mode.TCP_INFO ? probe : null);
    this.untracked = new UntrackedSockets(procRoot);
    this.network = new NetworkReader(procRoot);
    this.counter = new DescriptorCounter(procRoot);
    if (source == Mode.OFF) {
      blind =
          Collections.singletonList(
              mode == Mode.OFF
                  ? "kernel=off: no state and no queue comes from the kernel"
                  : "TCP_INFO is not to be had in this JVM: no state and no queue comes from the"
                      + " kernel; kernel=auto would try /proc");
    }
  }

  private static Mode source(Mode mode, boolean probe) {
    switch (mode) {
      case AUTO:
        return probe ? Mode.TCP_INFO : Mode.PROC;
      case TCP_INFO:
        return probe ? Mode.TCP_INFO : Mode.OFF;
      default:
        return mode;
    }
  }

  /** When the next deep look may be. */
  public Pace pace() {
    return pace;
  }

  /**
   * Looks once. What only a deep look tells stays as the last one had it; what cannot be read is
   * told in {@link KernelSample#blind}. Never throws for what the system refuses.
   *
   * @param now milliseconds since the epoch
   */
  public synchronized KernelSample sample(long now, Look look) {
    if (source == Mode.OFF) {
      return new KernelSample.Builder(now, Mode.OFF.text()).blind(blind).build();
    }
    if (look == Look.DEEP || source == Mode.PROC) {
      long started = System.nanoTime();
      Map<Long, SocketRow> rows = lookDeep(now);
      pace.looked(started, System.nanoTime());
      return lastLook(now, rows);
    }
    counter.count(now);
    tracked.look(now);
    return lastLook(now, Collections.emptyMap());
  }

  /**
   * How many descriptors were open within the last hour, in the order of time.
   *
   * @param most how many counts at most; beyond that some are left out, evenly
   */
  public synchronized List<DescriptorCount> descriptorHistory(int most) {
    return counter.history(most);
  }

  /**
   * The local endpoint of a tracked connection as a sample has it, else as it is now; null if it
   * has gone or cannot be asked.
   *
   * @param id the connection's id, which the descriptor must still have
   */
  public synchronized @Nullable Endpoint local(KernelSample sample, int descriptor, long id) {
    Endpoint seen = sample.local(id);
    return seen == null ? tracked.local(descriptor, id, null) : seen;
  }

  private KernelSample lastLook(long now, Map<Long, SocketRow> rows) {
    Mode seen = source == Mode.PROC && !tablesRead ? Mode.OFF : source;
    return new KernelSample.Builder(now, seen.text())
        .states(states())
        .observations(tracked.observations())
        .rows(rows)
        .untracked(untracked.sockets())
        .acceptQueues(acceptQueues.queues())
        .descriptors(counter.descriptors())
        .network(network.network())
        .idle(tracked.idle())
        .blind(blind)
        .build();
  }

  /** The rows of connections that are ESTABLISHED, for the sample alone. */
  private Map<Long, SocketRow> lookDeep(long now) {
    List<String> missing = new ArrayList<>();
    String noLimit = readLimit();
    Tables tables = readTables(now, missing);
    if (tables == null) {
      counter.count(now);
    } else {
      counter.counted(now, tables);
      if (noLimit != null) {
        missing.add(noLimit);
      }
    }
    Map<Long, SocketRow> rows = Collections.emptyMap();
    if (tables != null) {
      rows = tracked.look(now, tables);
    } else if (source == Mode.TCP_INFO) {
      tracked.look(now);
    } else {
      tracked.keep();
    }
    tracked.forget();
    blind = missing;
    return rows;
  }

  private @Nullable Tables readTables(long now, List<String> missing) {
    try {
      tracked.remember();
      Tables tables = new Tables(procRoot, tracked::inode);
      if (tracked.rowMissing(tables)
          || untracked.rowMissing(tables)
          || acceptQueues.rowMissing(tables)) {
        tables.lookAgain();
      }
      untracked.look(now, tables, tracked);
      acceptQueues.look(now, tables, tracked);
      network.look(now, tables);
      if (tables.dropped() > 0) {
        missing.add(
            tables.dropped()
                + " connections of no process are beyond the "
                + SocketTable.OWNERLESS_KEPT
                + " that are read of the kernel's socket tables: they are not counted");
      }
      if (tables.skipped() > 0) {
        missing.add(
            tables.skipped()
                + " lines of the kernel's socket tables make no sense: their sockets"
                + " are not seen");
      }
      tablesRead = true;
      return tables;
    } catch (IOException | SecurityException e) {
      missing.add(unreadable(e) + ": " + loss());
      return null;
    }
  }

  private String loss() {
    if (source == Mode.TCP_INFO) {
      return "receive queues, inodes and sockets without a Java record are not seen";
    }
    return tablesRead
        ? "states and queues are those of the look before"
        : "no state and no queue comes from the kernel";
  }

  /** What is amiss; null if the limit is known, be it from an earlier look. */
  private @Nullable String readLimit() {
    try {
      counter.readLimit();
      return null;
    } catch (IOException | SecurityException e) {
      return counter.descriptors().limit().isPresent()
          ? null
          : unreadable(e) + ": the limit of descriptors is not known";
    }
  }

  /** Names the file, if the error does, and the system's reason. */
  private String unreadable(Exception e) {
    if (!(e instanceof FileSystemException)) {
      return procRoot + " cannot be read (" + e.getMessage() + ")";
    }
    FileSystemException error = (FileSystemException) e;
    String reason = error.getReason();
    if (reason == null) {
      reason =
          error instanceof AccessDeniedException
              ? "Permission denied"
              : error instanceof NoSuchFileException
                  ? "No such file or directory"
                  : error.getClass().getSimpleName();
    }
    return error.getFile() + " cannot be read (" + reason + ")";
  }

  private Map<TcpState, Integer> states() {
    Map<TcpState, Integer> states = new EnumMap<>(TcpState.class);
    for (TcpState state : TcpState.values()) {
      int count = tracked.counts().of(state) + untracked.counts().of(state);
      if (count > 0) {
        states.put(state, count);
      }
    }
    return states;
  }
}
