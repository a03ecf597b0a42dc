package io.closewait.connection;

/** A connection that this JVM closed not long ago. Immutable. */
public final class ClosedConnection {
  private final Origin origin;
  private final CallSite site;
  private final long closedAt;

  public ClosedConnection(Origin origin, CallSite site, long closedAt) {
    this.origin = origin;
    this.site = site;
    this.closedAt = closedAt;
  }

  public Origin origin() {
    return origin;
  }

  /** The stack that opened it. */
  public CallSite site() {
    return site;
  }

  /** When close() was called, milliseconds since the epoch. */
  public long closedAt() {
    return closedAt;
  }
}
