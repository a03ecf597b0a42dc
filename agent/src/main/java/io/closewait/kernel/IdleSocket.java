package io.closewait.kernel;

import io.closewait.tcp.Endpoint;

/**
 * An ESTABLISHED connection that has not been used for long, and for which no timer of the kernel
 * runs: nothing is on its way, and no keep-alive is due. Immutable.
 */
public final class IdleSocket {
  private final long connection;
  private final Endpoint remote;
  private final long since;

  public IdleSocket(long connection, Endpoint remote, long since) {
    this.connection = connection;
    this.remote = remote;
    this.since = since;
  }

  /** The id of its record. */
  public long connection() {
    return connection;
  }

  public Endpoint remote() {
    return remote;
  }

  /** Since when it is not used, milliseconds since the epoch. */
  public long since() {
    return since;
  }
}
