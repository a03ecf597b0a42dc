package io.closewait.connection;

import io.closewait.tcp.Endpoint;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The little that a list of all open sockets tells of one. Immutable; every time is in milliseconds
 * since the epoch.
 */
public final class OpenConnection {
  private final long id;
  private final int descriptor;
  private final Origin origin;
  private final CallSite site;
  private final String thread;
  private final @Nullable Endpoint remote;
  private final long openedAt;
  private final OptionalLong connectedAt;
  private final OptionalLong peerClosedAt;
  private final OptionalLong closeCalledAt;

  OpenConnection(Connection connection, Clock clock) {
    Connection.Ending ending = connection.ending;
    id = connection.id;
    descriptor = connection.descriptor;
    origin = connection.origin();
    site = connection.site;
    thread = connection.thread;
    remote =
        connection.address == null ? null : new Endpoint(connection.address, connection.port());
    openedAt = clock.at(connection.openedAt);
    connectedAt = clock.optional(connection.connectedAt);
    peerClosedAt = clock.optional(ending == null ? 0 : ending.peerEndAt());
    closeCalledAt = clock.optional(connection.closeCalledAt);
  }

  /** Unique in this JVM, never 0. */
  public long id() {
    return id;
  }

  public int descriptor() {
    return descriptor;
  }

  public Origin origin() {
    return origin;
  }

  /** The stack that opened it. */
  public CallSite site() {
    return site;
  }

  /** The name of the thread that opened it. */
  public String thread() {
    return thread;
  }

  /** The peer; null for a listening socket. */
  public @Nullable Endpoint remote() {
    return remote;
  }

  public long openedAt() {
    return openedAt;
  }

  /** When it was connected; empty while connecting and for a listening socket. */
  public OptionalLong connectedAt() {
    return connectedAt;
  }

  /** When it was first known, by a read or from the kernel, that the peer has closed. */
  public OptionalLong peerClosedAt() {
    return peerClosedAt;
  }

  public OptionalLong closeCalledAt() {
    return closeCalledAt;
  }
}
