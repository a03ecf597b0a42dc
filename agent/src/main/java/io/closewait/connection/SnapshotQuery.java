package io.closewait.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sockets that {@link Registry#snapshots} is asked for, and takes their snapshots. For
 * one thread.
 */
final class SnapshotQuery {
  private final DescriptorSlots slots;
  private final LongPredicate wanted;
  private final LongPredicate stuck;
  private final List<Connection> found = new ArrayList<>();
  private final Siblings siblings = new Siblings();

  SnapshotQuery(DescriptorSlots slots, LongPredicate wanted, LongPredicate stuck) {
    this.slots = slots;
    this.wanted = wanted;
    this.stuck = stuck;
  }

  List<ConnectionSnapshot> take(Snapshots snapshots, Registrations registrations) {
    slots.forEach(this::visit);
    if (!siblings.isEmpty()) {
      slots.forEach(siblings::note);
    }
    List<ConnectionSnapshot> taken = new ArrayList<>(found.size());
    for (Connection connection : found) {
      taken.add(
          snapshots
              .of(connection, siblings.lastOpened(connection))
              .listening(listening(connection))
              .registration(registrations.of(connection.get(), stuck.test(connection.id)))
              .build());
    }
    return taken;
  }

  private void visit(Connection connection) {
    // The cache may have replaced this site before it was resolved.
    connection.site.resolve();
    boolean closing = connection.ending != null || connection.closeCalledAt != 0;
    boolean inTrouble = wanted.test(connection.id);
    if (inTrouble) {
      watch(connection, stuck.test(connection.id));
    }
    if (closing || inTrouble) {
      found.add(connection);
      siblings.ask(connection);
    }
  }

  /** Notes the uses of a connection in trouble, and more of the next ones of its acceptor. */
  private static void watch(Connection connection, boolean stuck) {
    connection.watched();
    if (connection.origin() == Origin.ACCEPT) {
      connection.site.watchMore();
      if (stuck) {
        connection.site.distrust();
      }
    }
  }

  private @Nullable Listening listening(Connection connection) {
    return connection instanceof ListeningSocket
        ? ((ListeningSocket) connection).listening(stuck.test(connection.id))
        : null;
  }
}
