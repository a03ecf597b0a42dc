package io.closewait.tcp;

import static io.closewait.tcp.TcpState.CLOSED;
import static io.closewait.tcp.TcpState.CLOSE_WAIT;
import static io.closewait.tcp.TcpState.CLOSING;
import static io.closewait.tcp.TcpState.ESTABLISHED;
import static io.closewait.tcp.TcpState.FIN_WAIT_1;
import static io.closewait.tcp.TcpState.FIN_WAIT_2;
import static io.closewait.tcp.TcpState.LAST_ACK;
import static io.closewait.tcp.TcpState.LISTEN;
import static io.closewait.tcp.TcpState.SYN_RECEIVED;
import static io.closewait.tcp.TcpState.SYN_SENT;
import static io.closewait.tcp.TcpState.TIME_WAIT;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The arrows of RFC 9293 figure 5, and the ways that they make. */
final class Transitions {
  private static final Map<TcpState, Set<TcpState>> ARROWS = arrows();
  private static final Map<TcpState, Set<TcpState>> REACHABLE = new EnumMap<>(TcpState.class);

  static {
    for (TcpState from : TcpState.values()) {
      Set<TcpState> found = EnumSet.noneOf(TcpState.class);
      follow(from, found);
      REACHABLE.put(from, found);
    }
  }

  private Transitions() {}

  static boolean reachable(TcpState from, TcpState to) {
    return of(REACHABLE, from).contains(to);
  }

  private static Map<TcpState, Set<TcpState>> arrows() {
    Map<TcpState, Set<TcpState>> arrows = new EnumMap<>(TcpState.class);
    arrows.put(CLOSED, EnumSet.of(LISTEN, SYN_SENT));
    arrows.put(LISTEN, EnumSet.of(SYN_RECEIVED, SYN_SENT));
    arrows.put(SYN_SENT, EnumSet.of(SYN_RECEIVED, ESTABLISHED));
    arrows.put(SYN_RECEIVED, EnumSet.of(LISTEN, ESTABLISHED, FIN_WAIT_1));
    arrows.put(ESTABLISHED, EnumSet.of(FIN_WAIT_1, CLOSE_WAIT));
    arrows.put(FIN_WAIT_1, EnumSet.of(FIN_WAIT_2, CLOSING, TIME_WAIT));
    arrows.put(FIN_WAIT_2, EnumSet.of(TIME_WAIT));
    arrows.put(CLOSING, EnumSet.of(TIME_WAIT));
    arrows.put(CLOSE_WAIT, EnumSet.of(LAST_ACK));
    arrows.put(LAST_ACK, EnumSet.noneOf(TcpState.class));
    arrows.put(TIME_WAIT, EnumSet.noneOf(TcpState.class));
    // The figure leaves out resets, aborts and timeouts, which end a connection in any state.
    for (Set<TcpState> targets : arrows.values()) {
      targets.add(CLOSED);
    }
    return arrows;
  }

  private static void follow(TcpState from, Set<TcpState> found) {
    for (TcpState next : of(ARROWS, from)) {
      if (found.add(next) && next != CLOSED && next != LISTEN) {
        follow(next, found);
      }
    }
  }

  private static Set<TcpState> of(Map<TcpState, Set<TcpState>> sets, TcpState state) {
    Set<TcpState> set = sets.get(state);
    return set == null ? EnumSet.noneOf(TcpState.class) : set;
  }
}
