package io.closewait.diagnosis;

import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.EndOfStream;
import io.closewait.connection.Origin;
import io.closewait.kernel.Observation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What happened to a connection, in the order of time. */
final class Timeline {
  private final List<Event> events = new ArrayList<>();

  private Timeline() {}

  /** The events of a connection; those of the same millisecond in the order of a usual life. */
  static List<Event> of(ConnectionSnapshot connection, @Nullable Observation observation) {
    Timeline timeline = new Timeline();
    if (connection.origin() == Origin.ACCEPT) {
      timeline.add(connection.openedAt(), "accepted");
    } else if (connection.origin() == Origin.ADOPTED) {
      timeline.add(connection.openedAt(), "adopted");
    } else {
      timeline.add(connection.openedAt(), "connecting");
      timeline.add(connection.connectedAt(), "connected");
    }
    EndOfStream end = connection.endOfStream();
    if (end != null) {
      timeline.add(end.at(), "eof");
    }
    for (Observation seen = observation; seen != null; seen = seen.before()) {
      timeline.add(seen.since(), seen.state().text());
    }
    timeline.add(connection.shutdownInputAt(), "shutdown_input");
    timeline.add(connection.shutdownOutputAt(), "shutdown_output");
    timeline.add(connection.writtenAt(), "write");
    timeline.add(connection.closeCalledAt(), "close");
    timeline.add(connection.collectedAt(), "collected");
    timeline.events.sort(Comparator.comparingLong(Event::at));
    return timeline.events;
  }

  private void add(OptionalLong at, String name) {
    if (at.isPresent()) {
      add(at.getAsLong(), name);
    }
  }

  private void add(long at, String name) {
    events.add(new Event(at, name));
  }
}
