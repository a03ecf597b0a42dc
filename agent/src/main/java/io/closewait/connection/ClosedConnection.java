package io.closewait.connection;

import java.util.OptionalLong;

/**
 * A connection that this JVM closed not long ago. Immutable; every time is in milliseconds since
 * the epoch.
 */
public final class ClosedConnection {
  private final Origin origin;
  private final CallSite site;
  private final long openedAt;
  private final OptionalLong peerClosedAt;
  private final long closedAt;

  /** All times are in milliseconds since the epoch. */
  public ClosedConnection(
      Origin origin, CallSite site, long openedAt, OptionalLong peerClosedAt, long closedAt) {
    this.origin = origin;
    this.site = site;
    this.openedAt = openedAt;
    this.peerClosedAt = peerClosedAt;
    this.closedAt = closedAt;
  }

  public Origin origin() {
    return origin;
  }

  /** The stack that opened it. */
  public CallSite site() {
    return site;
  }

  public long openedAt() {
    return openedAt;
  }

  /** When it was first known that the peer has closed; empty if that was not known before. */
  public OptionalLong peerClosedAt() {
    return peerClosedAt;
  }

  /** When close() was called. */
  public long closedAt() {
    return closedAt;
  }
}
