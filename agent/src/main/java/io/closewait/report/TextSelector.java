package io.closewait.report;

import io.closewait.diagnosis.Leak;
import io.closewait.diagnosis.LeakedConnection;
import io.closewait.diagnosis.SelectorFacts;
import io.closewait.diagnosis.ThreadFacts;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The selector that most channels of a leak are registered with, in the text report. */
final class TextSelector {
  private static final String NONE = "none";

  private final TextLayout layout;
  private final String common;
  private final @Nullable ThreadFacts thread;

  TextSelector(TextLayout layout, Leak leak) {
    this.layout = layout;
    this.common = common(leak.connections());
    this.thread = thread(leak.connections(), common);
  }

  private static String text(LeakedConnection connection) {
    SelectorFacts selector = connection.selector();
    return selector == null ? NONE : selector.text();
  }

  private static String common(List<LeakedConnection> connections) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    String most = NONE;
    for (LeakedConnection connection : connections) {
      counts.merge(text(connection), 1, Integer::sum);
    }
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      if (entry.getValue() > counts.getOrDefault(most, 0)) {
        most = entry.getKey();
      }
    }
    return most;
  }

  private static @Nullable ThreadFacts thread(List<LeakedConnection> connections, String common) {
    for (LeakedConnection connection : connections) {
      SelectorFacts selector = connection.selector();
      ThreadFacts thread = selector == null ? null : selector.thread();
      if (thread != null && !thread.stack().isEmpty() && text(connection).equals(common)) {
        return thread;
      }
    }
    return null;
  }

  /** A line of the summary; nothing if most sockets have no selector. */
  void row() throws IOException {
    if (!common.equals(NONE)) {
      layout.row("selector", Printable.of(common));
    }
  }

  /** Its thread; null if it is not known or has ended. */
  @Nullable ThreadFacts thread() {
    return thread;
  }

  /** What one socket has other than most; null if it is as they are. */
  @Nullable String difference(LeakedConnection connection) {
    String text = text(connection);
    return text.equals(common) ? null : "selector " + text;
  }
}
