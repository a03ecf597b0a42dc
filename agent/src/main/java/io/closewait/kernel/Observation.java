package io.closewait.kernel;

import io.closewait.tcp.Endpoint;
import io.closewait.tcp.TcpState;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's word on one tracked socket that is not ESTABLISHED, or is so without getting an
 * answer to what it sends. Immutable.
 */
public final class Observation {
  private final TcpState state;
  private final long since;
  private final @Nullable Endpoint local;
  private final @Nullable Endpoint remote;
  private final OptionalLong inode;
  private final OptionalInt receiveQueue;
  private final @Nullable Observation before;
  private final int retransmits;
  private final OptionalInt sendQueue;
  private final boolean mute;

  /**
   * @param since when it was first seen in this state, milliseconds since the epoch
   */
  public Observation(
      TcpState state,
      long since,
      @Nullable Endpoint local,
      @Nullable Endpoint remote,
      OptionalLong inode,
      OptionalInt receiveQueue) {
    this(state, since, local, remote, inode, receiveQueue, null, 0, OptionalInt.empty(), false);
  }

  private Observation(
      TcpState state,
      long since,
      @Nullable Endpoint local,
      @Nullable Endpoint remote,
      OptionalLong inode,
      OptionalInt receiveQueue,
      @Nullable Observation before,
      int retransmits,
      OptionalInt sendQueue,
      boolean mute) {
    this.state = state;
    this.since = since;
    this.local = local;
    this.remote = remote;
    this.inode = inode;
    this.receiveQueue = receiveQueue;
    this.before = before;
    this.retransmits = retransmits;
    this.sendQueue = sendQueue;
    this.mute = mute;
  }

  /** The same, of a socket that was seen in another state before. */
  Observation after(@Nullable Observation earlier) {
    return earlier == before
        ? this
        : new Observation(
            state,
            since,
            local,
            remote,
            inode,
            receiveQueue,
            earlier,
            retransmits,
            sendQueue,
            mute);
  }

  /**
   * The same, of a socket that waits for an acknowledgement.
   *
   * @param times how often the oldest of what is not acknowledged was sent again
   * @param queue bytes not acknowledged, if {@code /proc} was read for it
   * @param silent whether {@code /proc} was read and the peer has never sent data
   */
  public Observation unacknowledged(int times, OptionalInt queue, boolean silent) {
    return times == retransmits && queue.equals(sendQueue) && silent == mute
        ? this
        : new Observation(
            state, since, local, remote, inode, receiveQueue, before, times, queue, silent);
  }

  public TcpState state() {
    return state;
  }

  /**
   * When it was first seen in this state, if ESTABLISHED then first sending again; milliseconds
   * since the epoch.
   */
  public long since() {
    return since;
  }

  /** The local endpoint; null if it could not be read. */
  public @Nullable Endpoint local() {
    return local;
  }

  /** The remote endpoint; null unless {@code /proc} was read for it. */
  public @Nullable Endpoint remote() {
    return remote;
  }

  /** Empty unless {@code /proc} was read for it. */
  public OptionalLong inode() {
    return inode;
  }

  /**
   * Bytes that the application has not read, the FIN counted as one; empty unless {@code /proc} was
   * read for it.
   */
  public OptionalInt receiveQueue() {
    return receiveQueue;
  }

  /** The last word on it in the state that was seen before this one; null if there was none. */
  public @Nullable Observation before() {
    return before;
  }

  /** How often the oldest data, SYN or FIN that is not acknowledged has been sent again. */
  public int retransmits() {
    return retransmits;
  }

  /** Bytes that the peer has not acknowledged; empty unless {@code /proc} was read for it. */
  public OptionalInt sendQueue() {
    return sendQueue;
  }

  /** Whether the peer has never sent data; false too if {@code /proc} was not read for it. */
  public boolean neverHeardOf() {
    return mute;
  }
}
