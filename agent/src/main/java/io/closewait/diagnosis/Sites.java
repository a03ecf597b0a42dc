package io.closewait.diagnosis;

import io.closewait.connection.CallSite;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.EndOfStream;
import io.closewait.connection.Failure;
import io.closewait.connection.LastUse;
import io.closewait.connection.Origin;
import io.closewait.connection.ThreadView;
import io.closewait.connection.Use;
import io.closewait.connection.WrapperClose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the connections of a group were opened, handled and read to their end, most of them. */
final class Sites {
  private final List<ConnectionSnapshot> connections = new ArrayList<>();

  /**
   * @param judgements the oldest first, one at least
   */
  Sites(List<Judgement> judgements) {
    for (Judgement judgement : judgements) {
      connections.add(judgement.connection());
    }
  }

  /** The call site that opened most of them, in the thread of the oldest from there. */
  Site opener() {
    return mostFrequent(connections.get(0).origin().text(), openings());
  }

  /** The jar of a library without a name that opened most of them; null if none is known. */
  @Nullable String artifact() {
    return new OwnCode(mostFrequent(openings()).site()).library();
  }

  private List<Use> openings() {
    List<Use> openings = new ArrayList<>();
    for (ConnectionSnapshot connection : connections) {
      openings.add(new Use(connection.thread(), connection.site()));
    }
    return openings;
  }

  /** Where most of them were read to the end; null if none was. */
  @Nullable Site endOfStream() {
    List<Use> ends = new ArrayList<>();
    for (ConnectionSnapshot connection : connections) {
      add(ends, endOfStream(connection));
    }
    return ends.isEmpty() ? null : mostFrequent("eof", ends);
  }

  private static @Nullable Use endOfStream(ConnectionSnapshot connection) {
    EndOfStream end = connection.endOfStream();
    return end == null ? null : new Use(end.thread(), end.site());
  }

  /** Who handles accepted connections; null if no line of the application was seen with one. */
  @Nullable Handler handler() {
    if (connections.get(0).origin() != Origin.ACCEPT) {
      return null;
    }
    List<Use> uses = handling();
    List<ThreadView> busy = busy();
    if (busy.isEmpty()) {
      return uses.isEmpty() ? null : new Handler(mostFrequent("handle", uses), null, 0);
    }
    ThreadView first = busy.get(0);
    Site site =
        uses.isEmpty()
            ? Site.of("handle", new CallSite(first.frames()), first.name())
            : mostFrequent("handle", uses);
    return new Handler(site, ThreadFacts.of(first), busy.size());
  }

  /** The first use of each with a line of the application; where there are none, the last reads. */
  private List<Use> handling() {
    List<Use> handling = new ArrayList<>();
    List<Use> ends = new ArrayList<>();
    for (ConnectionSnapshot connection : connections) {
      add(handling, firstOfApplication(connection.uses()));
      Use end = endOfStream(connection);
      if (end != null && Frames.hasApplication(end.site().frames())) {
        ends.add(end);
      }
    }
    return handling.isEmpty() ? ends : handling;
  }

  /** A line that is known to be the application's goes before one that only seems so. */
  private static @Nullable Use firstOfApplication(List<Use> uses) {
    Use likely = null;
    for (Use use : uses) {
      if (new OwnCode(use.site()).isKnown()) {
        return use;
      }
      if (likely == null && Frames.hasApplication(use.site().frames())) {
        likely = use;
      }
    }
    return likely;
  }

  /** The threads that are still in the application's code with one of them. */
  private List<ThreadView> busy() {
    List<ThreadView> busy = new ArrayList<>();
    for (ConnectionSnapshot connection : connections) {
      LastUse last = connection.lastUse();
      ThreadView now = last == null ? null : last.now();
      if (now != null && Frames.hasApplication(now.frames())) {
        busy.add(now);
      }
    }
    return busy;
  }

  /** Where reads or writes of most of them failed in the application; null if none is known. */
  @Nullable Site failure() {
    List<Use> failures = new ArrayList<>();
    for (ConnectionSnapshot connection : connections) {
      Failure failure = connection.failure();
      if (failure != null && Frames.hasApplication(failure.site().frames())) {
        failures.add(new Use(failure.thread(), failure.site()));
      }
    }
    return failures.isEmpty() ? null : mostFrequent("failure", failures);
  }

  /** The close() of something above one of them that left it open; null if none is known. */
  @Nullable ClosedWrapper closedWrapper() {
    for (ConnectionSnapshot connection : connections) {
      ClosedWrapper closed = closedWrapper(connection);
      if (closed != null) {
        return closed;
      }
    }
    return null;
  }

  private static @Nullable ClosedWrapper closedWrapper(ConnectionSnapshot connection) {
    WrapperClose close = connection.wrapperClose();
    if (close != null && Frames.hasApplication(close.site().frames())) {
      Site caller = Site.of("close", close.site(), close.thread());
      return new ClosedWrapper(close.type(), caller, close.at(), false);
    }
    Failure failure = connection.failure();
    StackTraceElement closing = failure == null ? null : Frames.closing(failure.site().frames());
    if (failure == null || closing == null) {
      return null;
    }
    Site place = Site.of("close", failure.site(), failure.thread());
    if (Frames.isApplication(closing)) {
      place = new Site("close", Frames.render(closing), place.thread(), place.stack(), place.own());
    }
    return new ClosedWrapper(closing.getClassName(), place, failure.at(), true);
  }

  private static void add(List<Use> uses, @Nullable Use use) {
    if (use != null) {
      uses.add(use);
    }
  }

  private static Site mostFrequent(String kind, List<Use> uses) {
    Use most = mostFrequent(uses);
    return Site.of(kind, most.site(), most.thread());
  }

  private static Use mostFrequent(List<Use> uses) {
    Map<CallSite, Integer> counts = new LinkedHashMap<>();
    Use most = uses.get(0);
    for (Use use : uses) {
      counts.merge(use.site(), 1, Integer::sum);
    }
    for (Use use : uses) {
      if (counts.getOrDefault(use.site(), 0) > counts.getOrDefault(most.site(), 0)) {
        most = use;
      }
    }
    return most;
  }
}
