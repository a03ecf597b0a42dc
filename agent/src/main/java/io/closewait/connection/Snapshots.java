package io.closewait.connection;

import io.closewait.connection.Connection.Ending;
import io.closewait.tcp.Endpoint;
import java.util.Collections;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Turns live records into snapshots of one moment, with times in milliseconds since the epoch. */
final class Snapshots {
  private final long now;
  private final long nanos;
  private final Users users;

  /**
   * @param now milliseconds since the epoch
   * @param nanos {@link System#nanoTime} of the same moment
   */
  Snapshots(long now, long nanos, Users users) {
    this.now = now;
    this.nanos = nanos;
    this.users = users;
  }

  /**
   * The snapshot of a connection.
   *
   * @param sibling when its last sibling was opened, as {@link Connection} has it; 0 if none
   */
  ConnectionSnapshot.Builder of(Connection connection, long sibling) {
    Ending ending = connection.end();
    Uses uses = connection.uses;
    return new ConnectionSnapshot.Builder(
            connection.id,
            connection.descriptor,
            connection.origin,
            at(connection.openedAt),
            connection.thread,
            connection.site)
        .remote(
            connection.address == null ? null : new Endpoint(connection.address, connection.port))
        .connectedAt(optional(connection.connectedAt))
        .endOfStream(endOfStream(ending))
        .shutdownInputAt(optional(ending.shutdownInputAt))
        .shutdownOutputAt(optional(ending.shutdownOutputAt))
        .closeCalledAt(optional(connection.closeCalledAt))
        .collectedAt(optional(ending.collectedAt))
        .writtenAt(optional(ending.writtenAt))
        .siblingOpenedAt(optional(sibling))
        .uses(uses == null ? Collections.emptyList() : uses.first())
        .lastUse(uses == null ? null : lastUse(connection, uses));
  }

  private @Nullable EndOfStream endOfStream(Ending ending) {
    long at = ending.endOfStreamAt;
    CallSite site = ending.endOfStreamSite;
    String thread = ending.endOfStreamThread;
    if (at == 0 || site == null || thread == null) {
      return null;
    }
    site.resolve();
    return new EndOfStream(at(at), thread, site);
  }

  private @Nullable LastUse lastUse(Connection connection, Uses uses) {
    if (uses.usedAt == 0) {
      return null;
    }
    Thread user = uses.user();
    ThreadView view =
        user != null && users.usedLast(user, connection.id) ? ThreadView.of(user) : null;
    return new LastUse(at(uses.usedAt), uses.userName, view);
  }

  /** The time in milliseconds since the epoch that a record has. */
  long at(long recorded) {
    return now - (nanos - recorded) / 1_000_000;
  }

  private OptionalLong optional(long recorded) {
    return recorded == 0 ? OptionalLong.empty() : OptionalLong.of(at(recorded));
  }
}
