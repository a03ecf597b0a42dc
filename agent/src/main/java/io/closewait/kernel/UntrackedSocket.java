package io.closewait.kernel;

import io.closewait.tcp.Endpoint;
import io.closewait.tcp.TcpState;

/** A TCP socket of this process for which the hooks have no record. Immutable. */
public final class UntrackedSocket {
  private final int descriptor;
  private final long inode;
  private final TcpState state;
  private final long since;
  private final Endpoint local;
  private final Endpoint remote;
  private final int receiveQueue;

  /**
   * @param since when it was first seen in this state, milliseconds since the epoch
   */
  public UntrackedSocket(
      int descriptor,
      long inode,
      TcpState state,
      long since,
      Endpoint local,
      Endpoint remote,
      int receiveQueue) {
    this.descriptor = descriptor;
    this.inode = inode;
    this.state = state;
    this.since = since;
    this.local = local;
    this.remote = remote;
    this.receiveQueue = receiveQueue;
  }

  public int descriptor() {
    return descriptor;
  }

  public long inode() {
    return inode;
  }

  public TcpState state() {
    return state;
  }

  /** When it was first seen in this state, milliseconds since the epoch. */
  public long since() {
    return since;
  }

  public Endpoint local() {
    return local;
  }

  public Endpoint remote() {
    return remote;
  }

  /** Bytes not read by the application, the FIN counted as one. */
  public int receiveQueue() {
    return receiveQueue;
  }
}
