package io.closewait.report;

import io.closewait.diagnosis.ClosedWrapper;
import io.closewait.diagnosis.Handler;
import io.closewait.diagnosis.Leak;
import io.closewait.diagnosis.Site;
import io.closewait.diagnosis.StuckListener;
import io.closewait.diagnosis.ThreadFacts;
import io.closewait.diagnosis.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One leak in the text report: what to know and do first, then the evidence. */
final class TextLeak {
  private static final int REMOTES = 5;

  private final TextLayout layout;
  private final long now;
  private final Leak leak;
  private final TextSelector selector;

  TextLeak(TextLayout layout, long now, Leak leak) {
    this.layout = layout;
    this.now = now;
    this.leak = leak;
    this.selector = new TextSelector(layout, leak);
  }

  void write(int number) throws IOException {
    layout.heading(number + ". " + title(), '-');
    summary();
    Site site = leak.site();
    if (site != null) {
      stack(site.isAdopted() ? "First seen in use" : "Opened by " + site.kind(), site);
    }
    handler();
    Site end = leak.endOfStream();
    if (end != null) {
      stack("End of stream read", end);
    }
    ThreadFacts acceptor = leak.listener() == null ? null : leak.listener().acceptor();
    if (acceptor != null) {
      stack(acceptor);
    }
    if (leak.closedWrapper() != null) {
      stack("close() called", leak.closedWrapper().site());
    }
    if (selector.thread() != null) {
      stack(selector.thread());
    }
    new ConnectionTable(layout, now, selector).write(leak.connections());
  }

  private void handler() throws IOException {
    Handler handler = leak.handler();
    if (handler == null) {
      return;
    }
    ThreadFacts now = handler.thread();
    if (now == null || !now.stack().equals(handler.site().stack())) {
      stack("Handled", handler.site());
    }
    if (now != null) {
      stack(now);
    }
  }

  private String title() {
    return leak.severity().text().toUpperCase(Locale.ROOT)
        + " "
        + leak.verdict().text()
        + ": "
        + Quantity.of(leak.count(), "socket")
        + Sentences.state(leak)
        + (leak.count() == 1 ? " for " : " for up to ")
        + Quantity.duration(now - leak.oldestSince());
  }

  private void summary() throws IOException {
    StuckListener listener = leak.listener();
    layout.row(Sentences.opening(leak), Sentences.opener(leak.site()));
    if (listener != null) {
      listener(listener);
    } else if (leak.site() != null) {
      layout.row("read EOF", reader(leak.endOfStream()));
    }
    if (leak.handler() != null) {
      layout.row("handled at", Printable.of(leak.handler().site().frame()));
    }
    ClosedWrapper closed = leak.closedWrapper();
    if (closed != null) {
      String outcome = closed.failed() ? ", which failed" : ", not the socket below";
      layout.row(
          "closed",
          Printable.of(closed.on()) + outcome + ", " + Printable.of(closed.site().frame()));
    }
    layout.row("why", Printable.of(leak.reason()));
    layout.row("do", Printable.of(leak.remedy()));
    layout.row("since", Times.second(leak.oldestSince()));
    layout.row("growth", Quantity.growth(leak.growthPerMinute(), "a minute"));
    layout.row("remotes", remotes(leak.remotes()));
    selector.row();
    layout.row("fingerprint", Printable.of(leak.fingerprint()));
  }

  private void listener(StuckListener listener) throws IOException {
    String waiting = listener.waiting() + " waiting at " + listener.local();
    layout.row(
        "queue",
        listener.backlog().isPresent()
            ? waiting + ", backlog " + listener.backlog().getAsInt()
            : waiting);
    ThreadFacts acceptor = listener.acceptor();
    layout.row("acceptor", acceptor == null ? "none seen" : Printable.of(acceptor.sentence()));
  }

  private String reader(@Nullable Site end) {
    if (end == null) {
      return "never";
    }
    String frame = Printable.of(end.frame());
    return leak.verdict() == Verdict.EOF_IGNORED ? frame + " and went on without close()" : frame;
  }

  /** The most frequent ones, with how many to each. */
  static String remotes(Map<String, Integer> remotes) {
    if (remotes.isEmpty()) {
      return "unknown";
    }
    StringBuilder text = new StringBuilder(100);
    int listed = 0;
    for (Map.Entry<String, Integer> remote : remotes.entrySet()) {
      if (listed == REMOTES) {
        text.append(" and ").append(remotes.size() - REMOTES).append(" more");
        break;
      }
      text.append(listed++ == 0 ? "" : ", ").append(Printable.of(remote.getKey()));
      text.append(" (").append(remote.getValue()).append(')');
    }
    return text.toString();
  }

  private void stack(ThreadFacts thread) throws IOException {
    layout.blank();
    layout.line("   Thread " + Printable.of(thread.name()) + " now, " + thread.state());
    frames(thread.stack(), thread.frame());
  }

  private void stack(String what, Site site) throws IOException {
    layout.blank();
    layout.line("   " + what + " in thread " + Printable.of(site.thread()));
    frames(site.stack(), site.frame());
  }

  /** Marks the frame that its owner can change. */
  private void frames(List<String> stack, @Nullable String owned) throws IOException {
    boolean marked = false;
    for (String frame : stack) {
      boolean own = !marked && frame.equals(owned);
      marked |= own;
      layout.line((own ? "   > " : "     ") + Printable.of(frame));
    }
  }
}
