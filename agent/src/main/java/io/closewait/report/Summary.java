package io.closewait.report;

import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Leak;
import io.closewait.diagnosis.LeakedConnection;
import io.closewait.diagnosis.Severity;
import io.closewait.diagnosis.Verdict;
import io.closewait.tcp.TcpState;
import java.util.EnumSet;
import java.util.Set;

/** One sentence for a whole diagnosis; one line of printable ASCII. */
final class Summary {
  private Summary() {}

  /** The verdict on the whole JVM, after the descriptors if they run short. */
  static String of(Diagnosis diagnosis) {
    String shortage = Headlines.shortage(diagnosis);
    return shortage + (shortage.isEmpty() ? "" : "; ") + verdict(diagnosis);
  }

  private static String verdict(Diagnosis diagnosis) {
    int leaking = diagnosis.leakedConnections();
    int suspect = sockets(diagnosis, Severity.SUSPECT);
    if (leaking == 0) {
      return "no leak: " + innocence(diagnosis, suspect);
    }
    String more =
        suspect == 0 ? "" : "; " + suspect + " more " + (suspect == 1 ? "is" : "are") + " suspect";
    int closeWait = leakingInCloseWait(diagnosis);
    String leak = Quantity.of(leaking, "socket") + (leaking == 1 ? " leaks" : " leak");
    String places = " at " + Quantity.of(places(diagnosis), "place");
    if (closeWait == leaking) {
      return leak + " in CLOSE_WAIT" + places + more;
    }
    return leak
        + places
        + (closeWait == 0 ? "" : ", " + closeWait + " of them in CLOSE_WAIT")
        + more;
  }

  private static String innocence(Diagnosis diagnosis, int suspect) {
    if (suspect > 0) {
      return "but " + Quantity.of(suspect, "socket") + (suspect == 1 ? " is" : " are") + " suspect";
    }
    String threshold = Quantity.duration(diagnosis.threshold());
    int stale = sockets(diagnosis, Verdict.STALE_IN_POOL);
    if (stale > 0) {
      return Quantity.of(stale, "socket")
          + statesInPools(diagnosis)
          + " idle in pools for more than "
          + threshold;
    }
    int used = sockets(diagnosis, Severity.INFO);
    if (used > 0) {
      return Quantity.of(used, "socket")
          + (used == 1 ? " is" : " are")
          + " half-closed for more than "
          + threshold
          + ", and in use";
    }
    if (diagnosis.kernel().equals("off")) {
      return "no end of a stream was ignored for " + threshold;
    }
    Integer closeWait = diagnosis.states().get(TcpState.CLOSE_WAIT);
    if (closeWait == null || closeWait == 0) {
      return "no socket of this JVM is in CLOSE_WAIT";
    }
    return Quantity.of(closeWait, "socket") + " in CLOSE_WAIT, none for " + threshold;
  }

  /** {@code " in CLOSE_WAIT or CLOSED,"}; empty if the kernel tells no state. */
  private static String statesInPools(Diagnosis diagnosis) {
    Set<TcpState> states = EnumSet.noneOf(TcpState.class);
    for (Leak leak : diagnosis.leaks()) {
      if (leak.verdict() == Verdict.STALE_IN_POOL) {
        for (LeakedConnection connection : leak.connections()) {
          if (connection.state() != null) {
            states.add(connection.state());
          }
        }
      }
    }
    StringBuilder text = new StringBuilder(30);
    for (TcpState state : states) {
      text.append(text.length() == 0 ? " in " : " or ").append(state.name());
    }
    return text.length() == 0 ? "" : text.append(',').toString();
  }

  private static int sockets(Diagnosis diagnosis, Severity severity) {
    int count = 0;
    for (Leak leak : diagnosis.leaks()) {
      count += leak.severity() == severity ? leak.count() : 0;
    }
    return count;
  }

  private static int sockets(Diagnosis diagnosis, Verdict verdict) {
    int count = 0;
    for (Leak leak : diagnosis.leaks()) {
      count += leak.verdict() == verdict ? leak.count() : 0;
    }
    return count;
  }

  private static int places(Diagnosis diagnosis) {
    int count = 0;
    for (Leak leak : diagnosis.leaks()) {
      count += leak.severity() == Severity.LEAK ? 1 : 0;
    }
    return count;
  }

  private static int leakingInCloseWait(Diagnosis diagnosis) {
    int count = 0;
    for (Leak leak : diagnosis.leaks()) {
      if (leak.severity() == Severity.LEAK) {
        for (LeakedConnection connection : leak.connections()) {
          count += connection.state() == TcpState.CLOSE_WAIT ? 1 : 0;
        }
      }
    }
    return count;
  }
}
