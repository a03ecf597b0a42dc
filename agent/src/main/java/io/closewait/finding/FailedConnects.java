package io.closewait.finding;

import io.closewait.connection.FailedConnect;
import io.closewait.connection.FailureReason;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Connects that failed within the last hour, by call site and reason. */
final class FailedConnects {
  /** A failure that is not older is a problem of now. */
  private static final long RECENT_MILLIS = 5 * 60_000;

  private final Scene scene;
  private final Map<FailureReason, Tally.Table> tallies = new LinkedHashMap<>();
  private final Map<Tally, FailedConnect> last = new LinkedHashMap<>();

  private FailedConnects(Scene scene) {
    this.scene = scene;
  }

  static List<Finding> in(Scene scene) {
    FailedConnects rule = new FailedConnects(scene);
    for (FailedConnect failed : scene.past.failedConnects()) {
      rule.add(failed);
    }
    return rule.findings();
  }

  private void add(FailedConnect failed) {
    Tally tally =
        tallies
            .computeIfAbsent(failed.reason(), key -> new Tally.Table())
            .at(scene.site("connect", failed.site(), failed.thread()));
    tally.add(failed.firstAt(), failed.remote(), failed.count());
    tally.largest("longestMillis", failed.longestMillis());
    FailedConnect known = last.get(tally);
    if (known == null || known.lastAt() < failed.lastAt()) {
      last.put(tally, failed);
    }
  }

  private List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<Tally, FailedConnect> entry : last.entrySet()) {
      findings.add(finding(entry.getKey(), entry.getValue()));
    }
    return findings;
  }

  private Finding finding(Tally tally, FailedConnect latest) {
    long age = Math.max(0, scene.now - latest.lastAt());
    tally.fact("lastSeconds", age / 1000);
    boolean problem = age <= RECENT_MILLIS && latest.reason() != FailureReason.GIVEN_UP;
    String error = latest.lastError() == null ? "" : " (" + latest.lastError() + ")";
    return tally.finding(
        kind(latest.reason()),
        problem ? Severity.PROBLEM : Severity.INFO,
        reason(latest.reason()) + error + ".",
        remedy(latest.reason()));
  }

  private static FindingKind kind(FailureReason reason) {
    return reason == FailureReason.OTHER
        ? FindingKind.CONNECT_FAILED
        : FindingKind.valueOf("CONNECT_" + reason.name());
  }

  private static String reason(FailureReason reason) {
    switch (reason) {
      case REFUSED:
        return "The remote host, or a firewall before it, answered that nobody listens at this port";
      case TIMED_OUT:
        return "No answer came before the connect's timeout, or the kernel's";
      case UNREACHABLE:
        return "This host knows no route to the remote address, or a router or firewall on the way says"
            + " that there is none";
      case RESET:
        return "The peer, or a device on the way, reset the connection while it was opened";
      case UNRESOLVED:
        return "The name of the remote host has no address";
      case GIVEN_UP:
        return "The application closed the socket before there was an answer";
      default:
        return "The connect failed with an error that is none of the usual ones";
    }
  }

  private static String remedy(FailureReason reason) {
    switch (reason) {
      case REFUSED:
        return "See that the service runs and listens at this address and port, and let the pause"
            + " between two tries grow.";
      case TIMED_OUT:
        return "See whether the host is up and whether a firewall drops the packets; a connect"
            + " timeout of a few seconds keeps threads from waiting as long as the kernel tries.";
      case UNREACHABLE:
        return "See the routes of this host and the firewalls on the way, and whether an IPv6"
            + " address was tried where IPv6 leads nowhere.";
      case RESET:
        return "See the log of the service for refused clients, and proxies on the way for limits.";
      case UNRESOLVED:
        return "See the spelling of the name and the resolver of this host; an unresolved"
            + " InetSocketAddress stays unresolved, so make a new one for each try.";
      case GIVEN_UP:
        return "Nothing where an own timeout or a race between addresses is meant; else see who"
            + " closes the socket.";
      default:
        return "See the exception.";
    }
  }
}
