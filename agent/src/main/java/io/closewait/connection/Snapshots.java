package io.closewait.connection;

import io.closewait.connection.Connection.Ending;
import io.closewait.tcp.Endpoint;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Turns live records into snapshots of one moment, with times in milliseconds since the epoch. */
final class Snapshots {
  private final Clock clock;
  private final UseWatch useWatch;

  /**
   * @param now milliseconds since the epoch
   * @param nanos {@link System#nanoTime} of the same moment
   */
  Snapshots(long now, long nanos, UseWatch useWatch) {
    this.clock = new Clock(now, nanos);
    this.useWatch = useWatch;
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
            connection.origin(),
            clock.at(connection.openedAt),
            connection.thread,
            connection.site)
        .remote(
            connection.address == null ? null : new Endpoint(connection.address, connection.port()))
        .connectedAt(clock.optional(connection.connectedAt))
        .endOfStream(endOfStream(ending))
        .shutdownInputAt(clock.optional(ending.shutdownInputAt))
        .shutdownOutputAt(clock.optional(ending.shutdownOutputAt))
        .closeCalledAt(clock.optional(connection.closeCalledAt))
        .collectedAt(clock.optional(ending.collectedAt))
        .writtenAt(clock.optional(ending.writtenAt))
        .siblingOpenedAt(clock.optional(sibling))
        .uses(uses == null ? Collections.emptyList() : uses.first())
        .lastUse(uses == null ? null : lastUse(connection, uses))
        .failure(uses == null ? null : failure(uses))
        .wrapperClose(uses == null ? null : wrapperClose(uses));
  }

  private @Nullable EndOfStream endOfStream(Ending ending) {
    long at = ending.endOfStreamAt;
    CallSite site = ending.endOfStreamSite;
    String thread = ending.endOfStreamThread;
    if (at == 0 || site == null || thread == null) {
      return null;
    }
    site.resolve();
    return new EndOfStream(clock.at(at), thread, site);
  }

  private @Nullable LastUse lastUse(Connection connection, Uses uses) {
    if (uses.usedAt == 0) {
      return null;
    }
    Thread user = uses.user();
    ThreadView view =
        user != null && useWatch.usedLast(user, connection.id) ? ThreadView.of(user) : null;
    return new LastUse(clock.at(uses.usedAt), uses.userName, view);
  }

  private @Nullable Failure failure(Uses uses) {
    Use failure = uses.failure;
    if (failure == null || uses.failedAt == 0) {
      return null;
    }
    failure.site().resolve();
    return new Failure(at(uses.failedAt), failure.thread(), failure.site());
  }

  private @Nullable WrapperClose wrapperClose(Uses uses) {
    Use close = uses.wrapperClose;
    if (close == null || uses.wrapperClosedAt == 0) {
      return null;
    }
    close.site().resolve();
    return new WrapperClose(uses.wrapper, at(uses.wrapperClosedAt), close.thread(), close.site());
  }

  /** The time in milliseconds since the epoch that a record has. */
  long at(long recorded) {
    return clock.at(recorded);
  }
}
