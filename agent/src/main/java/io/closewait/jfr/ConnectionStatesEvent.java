package io.closewait.jfr;

import io.closewait.tcp.TcpState;
import java.util.Map;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** How many sockets of this process are in each state of RFC 9293. */
@Name("closewait.ConnectionStates")
@Label("TCP Connection States")
@Description("How many sockets of this process are in each state of RFC 9293")
@Category("closewait")
@Period("5 s")
@StackTrace(false)
final class ConnectionStatesEvent extends Event {
  @Label("CLOSED")
  final int closed;

  @Label("LISTEN")
  final int listen;

  @Label("SYN_SENT")
  final int synSent;

  @Label("SYN_RECEIVED")
  final int synReceived;

  @Label("ESTABLISHED")
  final int established;

  @Label("FIN_WAIT_1")
  final int finWait1;

  @Label("FIN_WAIT_2")
  final int finWait2;

  @Label("CLOSE_WAIT")
  final int closeWait;

  @Label("CLOSING")
  final int closing;

  @Label("LAST_ACK")
  final int lastAck;

  @Label("TIME_WAIT")
  final int timeWait;

  ConnectionStatesEvent(Map<TcpState, Integer> counts) {
    closed = counts.getOrDefault(TcpState.CLOSED, 0);
    listen = counts.getOrDefault(TcpState.LISTEN, 0);
    synSent = counts.getOrDefault(TcpState.SYN_SENT, 0);
    synReceived = counts.getOrDefault(TcpState.SYN_RECEIVED, 0);
    established = counts.getOrDefault(TcpState.ESTABLISHED, 0);
    finWait1 = counts.getOrDefault(TcpState.FIN_WAIT_1, 0);
    finWait2 = counts.getOrDefault(TcpState.FIN_WAIT_2, 0);
    closeWait = counts.getOrDefault(TcpState.CLOSE_WAIT, 0);
    closing = counts.getOrDefault(TcpState.CLOSING, 0);
    lastAck = counts.getOrDefault(TcpState.LAST_ACK, 0);
    timeWait = counts.getOrDefault(TcpState.TIME_WAIT, 0);
  }
}
