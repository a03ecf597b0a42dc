package io.closewait.kernel;

import io.closewait.bridge.Bridge;
import io.closewait.tcp.Endpoint;
import io.closewait.tcp.TcpState;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's word on each tracked connection, from one look to the next. Not thread-safe.
 *
 * <p>A descriptor can be closed and used for another socket at any moment. Whatever is learned of
 * it counts only if it has the same id after asking as before; see {@link Tracked}.
 */
final class TrackedSockets {
  private static final long[] NONE = {};

  private final Tracked tracked;
  private final @Nullable DescriptorProbe probe;
  private StateCounts counts = new StateCounts();
  private long[] ids = NONE;

  /** The descriptors whose connection was not ESTABLISHED when it was looked at last. */
  private final BitSet observed = new BitSet();

  private Map<Long, Observation> observations = Collections.emptyMap();
  private List<IdleSocket> idle = Collections.emptyList();

  /** Takes the states from the probe, or from the tables if it is null. */
  TrackedSockets(Tracked tracked, @Nullable DescriptorProbe probe) {
    this.tracked = tracked;
    this.probe = probe;
  }

  /** Notes who has which descriptor, to be called before the tables are read. */
  void remember() {
    ids = new long[tracked.limit()];
    for (int descriptor = 0; descriptor < ids.length; descriptor++) {
      ids[descriptor] = tracked.idAt(descriptor);
    }
  }

  /** Keeps nothing of it until the tables are read again. */
  void forget() {
    ids = NONE;
  }

  /** What {@link Tracked#idAt} said of a descriptor before the tables were read. */
  long remembered(int descriptor) {
    return descriptor < ids.length ? ids[descriptor] : 0;
  }

  /** Whether a known socket had the descriptor before the tables were read, or has it now. */
  boolean owns(int descriptor) {
    return remembered(descriptor) != 0 || tracked.idAt(descriptor) != 0;
  }

  /**
   * The inode of a known socket; 0 if its link must tell. Nothing else is asked, because it might
   * be a file of a system that hangs.
   */
  long inode(int descriptor) {
    return probe == null || !owns(descriptor) ? 0 : probe.inode(descriptor);
  }

  /** Whether a connection whose row is wanted has none. */
  boolean rowMissing(Tables tables) {
    for (int descriptor = 0; descriptor < ids.length; descriptor++) {
      long id = ids[descriptor];
      if (id > 0) {
        long inode = tables.inode(descriptor);
        if (inode != 0
            && tables.row(inode) == null
            && wanted(descriptor, id)
            && tracked.idAt(descriptor) == id) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean wanted(int descriptor, long id) {
    if (probe != null) {
      return TcpInfo.state(probe.info(descriptor)) == TcpState.CLOSE_WAIT;
    }
    Observation known = observations.get(id);
    return known == null || known.state() != TcpState.CLOSED;
  }

  /**
   * Looks at each tracked connection, without tables, for which a probe is needed. An ESTABLISHED
   * one leaves nothing behind but its count.
   *
   * @param now milliseconds since the epoch
   */
  void look(long now) {
    look(now, null, Collections.emptyMap());
  }

  /**
   * Looks at each tracked connection.
   *
   * @param now milliseconds since the epoch
   * @return the rows of those that are ESTABLISHED, by their id
   */
  Map<Long, SocketRow> look(long now, Tables tables) {
    idle = new ArrayList<>();
    Map<Long, SocketRow> rows = new HashMap<>();
    look(now, tables, rows);
    return rows;
  }

  private void look(long now, @Nullable Tables tables, Map<Long, SocketRow> rows) {
    Map<Long, Observation> next = new HashMap<>();
    counts = new StateCounts();
    int limit = tracked.limit();
    for (int descriptor = 0; descriptor < limit; descriptor++) {
      long id = tracked.idAt(descriptor);
      if (id > 0) {
        Tables mine = remembered(descriptor) == id ? tables : null;
        SocketRow usual = look(now, descriptor, id, mine, next);
        if (usual != null) {
          rows.put(id, usual);
        }
      }
    }
    observations = next;
  }

  /** The row of a connection that is ESTABLISHED, if there is one. */
  private @Nullable SocketRow look(
      long now, int descriptor, long id, @Nullable Tables tables, Map<Long, Observation> next) {
    int info = info(descriptor, tables);
    TcpState state = TcpInfo.state(info);
    if (state == null || tracked.idAt(descriptor) != id) {
      return null;
    }
    counts.add(state);
    if (observed.get(descriptor)) {
      check(id, state);
    }
    int retransmits = TcpInfo.retransmits(info);
    boolean usual = state == TcpState.ESTABLISHED && retransmits == 0;
    observed.set(descriptor, !usual);
    long inode = tables == null ? 0 : tables.inode(descriptor);
    SocketRow row = tables == null ? null : tables.row(inode);
    if (!usual) {
      Observation seen = observe(now, descriptor, id, state, inode, row);
      next.put(id, sending(seen, retransmits, row));
      return null;
    }
    if (row != null) {
      noteIdle(descriptor, id, row);
    }
    return row;
  }

  private void noteIdle(int descriptor, long id, SocketRow row) {
    long since = tracked.idleSince(descriptor);
    if (since != 0 && row.state() == TcpState.ESTABLISHED && !row.hasTimer()) {
      idle.add(new IdleSocket(id, row.remote(), since));
    }
  }

  private static Observation sending(Observation seen, int retransmits, @Nullable SocketRow row) {
    return row == null || row.state() != seen.state()
        ? seen.unacknowledged(retransmits, seen.sendQueue(), seen.neverHeardOf())
        : seen.unacknowledged(retransmits, OptionalInt.of(row.sendQueue()), !row.hasReceived());
  }

  /** One connection cannot go where TCP has no way: then two were taken for one. */
  private void check(long id, TcpState state) {
    Observation old = observations.get(id);
    if (old != null && !old.state().canBecome(state)) {
      Bridge.suppress(
          new IllegalStateException(
              "connection " + id + " went from " + old.state() + " to " + state));
    }
  }

  /** A socket without a row, though looked for twice, is CLOSED: such are in no table. */
  private int info(int descriptor, @Nullable Tables tables) {
    if (probe != null) {
      return probe.info(descriptor);
    }
    if (tables == null || tables.inode(descriptor) == 0) {
      return -1;
    }
    SocketRow row = tables.row(tables.inode(descriptor));
    return row == null
        ? TcpInfo.of(TcpState.CLOSED, 0)
        : TcpInfo.of(row.state(), row.retransmits());
  }

  /** The observation before, with what has changed. */
  private Observation observe(
      long now, int descriptor, long id, TcpState state, long inode, @Nullable SocketRow row) {
    Observation old = observations.get(id);
    if (old != null && old.state() == state && old.local() != null && inode == 0) {
      return old;
    }
    Endpoint local = old == null ? null : old.local();
    Endpoint knownRemote = old == null ? null : old.remote();
    OptionalLong knownInode = old == null ? OptionalLong.empty() : old.inode();
    Observation same = old != null && old.state() == state ? old : null;
    return new Observation.Builder(state, same == null ? now : same.since())
        .local(local == null ? local(descriptor, id, row) : local)
        .remote(row == null ? knownRemote : row.remote())
        .inode(inode == 0 ? knownInode : OptionalLong.of(inode))
        .receiveQueue(receiveQueue(state, row, same))
        .before(same == null ? old : same.before())
        .build();
  }

  private static OptionalInt receiveQueue(
      TcpState state, @Nullable SocketRow row, @Nullable Observation before) {
    if (state == TcpState.CLOSE_WAIT && row != null && row.state() == state) {
      return OptionalInt.of(row.receiveQueue());
    }
    return before == null ? OptionalInt.empty() : before.receiveQueue();
  }

  /** Null if it could not be read or the socket is not bound yet. */
  @Nullable Endpoint local(int descriptor, long id, @Nullable SocketRow row) {
    Endpoint local = null;
    if (row != null) {
      local = row.local();
    } else if (probe != null) {
      local = Endpoint.of(probe.local(descriptor));
    }
    return local == null || local.port() == 0 || tracked.idAt(descriptor) != id ? null : local;
  }

  /** Drops what is known of connections that are gone, and looks at nothing. */
  void keep() {
    Map<Long, Observation> next = new HashMap<>();
    int limit = tracked.limit();
    for (int descriptor = 0; descriptor < limit; descriptor++) {
      long id = tracked.idAt(descriptor);
      Observation known = observations.get(id);
      if (known != null) {
        next.put(id, known);
      }
    }
    observations = next;
  }

  /** By connection id, ESTABLISHED ones left out; never changed afterwards. */
  Map<Long, Observation> observations() {
    return observations;
  }

  /** As of the last look that had tables; never changed afterwards. */
  List<IdleSocket> idle() {
    return idle;
  }

  /** As of the last look. */
  StateCounts counts() {
    return counts;
  }
}
