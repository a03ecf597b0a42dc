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

  private Observation(Builder builder) {
    state = builder.state;
    since = builder.since;
    local = builder.local;
    remote = builder.remote;
    inode = builder.inode;
    receiveQueue = builder.receiveQueue;
    before = builder.before;
    retransmits = builder.retransmits;
    sendQueue = builder.sendQueue;
    mute = builder.mute;
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
        : toBuilder().unacknowledged(times, queue, silent).build();
  }

  private Builder toBuilder() {
    return new Builder(state, since)
        .local(local)
        .remote(remote)
        .inode(inode)
        .receiveQueue(receiveQueue)
        .before(before)
        .unacknowledged(retransmits, sendQueue, mute);
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

  /** Collects what the kernel says of one socket; what is not set was not read. */
  public static final class Builder {
    private final TcpState state;
    private final long since;
    private @Nullable Endpoint local;
    private @Nullable Endpoint remote;
    private OptionalLong inode = OptionalLong.empty();
    private OptionalInt receiveQueue = OptionalInt.empty();
    private @Nullable Observation before;
    private int retransmits;
    private OptionalInt sendQueue = OptionalInt.empty();
    private boolean mute;

    /**
     * @param since when it was first seen in this state, milliseconds since the epoch
     */
    public Builder(TcpState state, long since) {
      this.state = state;
      this.since = since;
    }

    public Builder local(@Nullable Endpoint endpoint) {
      local = endpoint;
      return this;
    }

    public Builder remote(@Nullable Endpoint endpoint) {
      remote = endpoint;
      return this;
    }

    public Builder inode(OptionalLong number) {
      inode = number;
      return this;
    }

    public Builder receiveQueue(OptionalInt bytes) {
      receiveQueue = bytes;
      return this;
    }

    Builder before(@Nullable Observation inOtherState) {
      before = inOtherState;
      return this;
    }

    private Builder unacknowledged(int times, OptionalInt queue, boolean silent) {
      retransmits = times;
      sendQueue = queue;
      mute = silent;
      return this;
    }

    public Observation build() {
      return new Observation(this);
    }
  }
}
