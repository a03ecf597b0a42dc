package io.closewait.report;

import io.closewait.diagnosis.Change;
import io.closewait.diagnosis.Leak;
import io.closewait.diagnosis.LeakedConnection;
import io.closewait.diagnosis.Severity;
import io.closewait.diagnosis.Site;
import io.closewait.tcp.TcpState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One sentence for a leak or a change; one line of printable ASCII each. */
public final class Sentences {
  private Sentences() {}

  /**
   * What changed and where, without what to do.
   *
   * @param now milliseconds since the epoch
   */
  public static String of(Change change, long now) {
    Leak leak = change.leak();
    String opened = ", " + opening(leak) + " " + opener(leak.site());
    switch (change.kind()) {
      case APPEARED:
        return appeared(leak, now) + opened;
      case GREW:
        return "leak "
            + Printable.of(leak.fingerprint())
            + " grew to "
            + Quantity.of(leak.count(), "socket")
            + " ("
            + leak.verdict().text()
            + ")"
            + opened;
      case RECOVERED:
        return "leak "
            + Printable.of(leak.fingerprint())
            + " recovered: none of its "
            + Quantity.of(leak.count(), "socket")
            + " is left"
            + opened;
    }
    throw new AssertionError(change.kind());
  }

  /** How many leak, why, since when and to whom. */
  static String appeared(Leak leak, long now) {
    int count = leak.count();
    String age = Quantity.duration(now - leak.oldestSince());
    return subject(leak.severity(), count)
        + state(leak)
        + " ("
        + leak.verdict().text()
        + (count == 1 ? "), for " : "), the oldest for ")
        + age
        + remotes(leak.remotes());
  }

  private static String subject(Severity severity, int count) {
    switch (severity) {
      case LEAK:
      case PROBLEM:
        return Quantity.of(count, "socket") + (count == 1 ? " leaks" : " leak");
      case SUSPECT:
        return Quantity.of(count, "suspect socket");
      case INFO:
        return Quantity.of(count, "socket");
    }
    throw new AssertionError(severity);
  }

  /** The state that all sockets of the leak share; empty if they share none. */
  static String state(Leak leak) {
    TcpState shared = leak.connections().get(0).state();
    for (LeakedConnection connection : leak.connections()) {
      if (connection.state() != shared) {
        return "";
      }
    }
    return shared == null ? "" : " in " + shared.name();
  }

  private static String remotes(Map<String, Integer> remotes) {
    if (remotes.isEmpty()) {
      return "";
    }
    String first = ", to " + Printable.of(remotes.keySet().iterator().next());
    return remotes.size() == 1 ? first : first + " and " + (remotes.size() - 1) + " more";
  }

  /** How the sockets came to be, as a label of {@link #opener}. */
  static String opening(Leak leak) {
    if (leak.listener() != null) {
      return "listens at";
    }
    Site site = leak.site();
    return site != null && site.kind().equals("accept") ? "accepted by" : "opened by";
  }

  /** The line that opened the sockets, or that nobody knows it. */
  static String opener(@Nullable Site site) {
    if (site == null) {
      return "unknown, no hook saw it";
    }
    String frame = Printable.of(site.frame());
    return site.isAdopted() ? "unknown, before closewait came; first seen at " + frame : frame;
  }
}
