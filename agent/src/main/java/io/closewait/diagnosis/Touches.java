package io.closewait.diagnosis;

import io.closewait.connection.CallSite;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.EndOfStream;
import io.closewait.connection.Failure;
import io.closewait.connection.LastUse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out who touched connections last, most of which share their call sites. */
final class Touches {
  private final Map<CallSite, String> frames = new HashMap<>();

  /** The last use, end of the stream or failure that was seen; null if none was. */
  @Nullable LastTouch of(ConnectionSnapshot connection) {
    LastUse use = connection.lastUse();
    EndOfStream end = connection.endOfStream();
    Failure failure = connection.failure();
    LastTouch last = use == null ? null : new LastTouch(use.at(), use.thread(), null);
    if (end != null && (last == null || end.at() >= last.at())) {
      last = new LastTouch(end.at(), end.thread(), frame(end.site()));
    }
    if (failure != null && (last == null || failure.at() >= last.at())) {
      last = new LastTouch(failure.at(), failure.thread(), frame(failure.site()));
    }
    return last;
  }

  private String frame(CallSite site) {
    return frames.computeIfAbsent(site, key -> Site.of("use", key, "").frame());
  }
}
