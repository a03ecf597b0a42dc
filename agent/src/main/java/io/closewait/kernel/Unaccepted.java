package io.closewait.kernel;

import io.closewait.tcp.Endpoint;

/** A connection whose peer has closed it before anybody accepted it. Immutable. */
public final class Unaccepted {
  private final Endpoint local;
  private final Endpoint remote;
  private final long since;
  private final int receiveQueue;

  /**
   * @param since when it was first seen so, milliseconds since the epoch
   */
  public Unaccepted(Endpoint local, Endpoint remote, long since, int receiveQueue) {
    this.local = local;
    this.remote = remote;
    this.since = since;
    this.receiveQueue = receiveQueue;
  }

  public Endpoint local() {
    return local;
  }

  public Endpoint remote() {
    return remote;
  }

  /** When it was first seen in CLOSE_WAIT, milliseconds since the epoch. */
  public long since() {
    return since;
  }

  /** Bytes that wait to be read, the FIN counted as one. */
  public int receiveQueue() {
    return receiveQueue;
  }
}
