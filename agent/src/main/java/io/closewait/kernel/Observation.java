package io.closewait.kernel;

import io.closewait.tcp.Endpoint;
import io.closewait.tcp.TcpState;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The kernel's word on one tracked socket that is not ESTABLISHED. Immutable. */
public final class Observation {
  private final TcpState state;
  private final long since;
  private final @Nullable Endpoint local;
  private final OptionalLong inode;
  private final OptionalInt receiveQueue;

  /**
   * @param since when it was first seen in this state, milliseconds since the epoch
   */
  public Observation(
      TcpState state,
      long since,
      @Nullable Endpoint local,
      OptionalLong inode,
      OptionalInt receiveQueue) {
    this.state = state;
    this.since = since;
    this.local = local;
    this.inode = inode;
    this.receiveQueue = receiveQueue;
  }

  public TcpState state() {
    return state;
  }

  /** When it was first seen in this state, milliseconds since the epoch. */
  public long since() {
    return since;
  }

  /** The local endpoint; null if it could not be read. */
  public @Nullable Endpoint local() {
    return local;
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
}
