package io.closewait.diagnosis;

import java.util.OptionalLong;

/**
 * A connection that the application has closed. Immutable; every time is in milliseconds since the
 * epoch.
 */
public final class PastConnection {
  private final int site;
  private final long openedAt;
  private final OptionalLong peerClosedAt;
  private final long closedAt;

  /**
   * @param site where it was opened, an index into {@link Inventory#sites}
   */
  public PastConnection(int site, long openedAt, OptionalLong peerClosedAt, long closedAt) {
    this.site = site;
    this.openedAt = openedAt;
    this.peerClosedAt = peerClosedAt;
    this.closedAt = closedAt;
  }

  /** Where it was opened, an index into {@link Inventory#sites}. */
  public int site() {
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
