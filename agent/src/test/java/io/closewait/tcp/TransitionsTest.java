package io.closewait.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the ways through RFC 9293 figure 5. */
class TransitionsTest {
  @ParameterizedTest
  @CsvSource({
    "CLOSED, SYN_SENT",
    "CLOSED, LISTEN",
    "LISTEN, SYN_RECEIVED",
    "LISTEN, SYN_SENT",
    "SYN_SENT, SYN_RECEIVED",
    "SYN_SENT, ESTABLISHED",
    "SYN_RECEIVED, LISTEN",
    "SYN_RECEIVED, ESTABLISHED",
    "SYN_RECEIVED, FIN_WAIT_1",
    "ESTABLISHED, FIN_WAIT_1",
    "ESTABLISHED, CLOSE_WAIT",
    "FIN_WAIT_1, FIN_WAIT_2",
    "FIN_WAIT_1, CLOSING",
    "FIN_WAIT_1, TIME_WAIT",
    "FIN_WAIT_2, TIME_WAIT",
    "CLOSING, TIME_WAIT",
    "CLOSE_WAIT, LAST_ACK",
    "LAST_ACK, CLOSED",
    "TIME_WAIT, CLOSED"
  })
  void followsEachArrow(TcpState from, TcpState to) {
    assertThat(from.canBecome(to)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "CLOSED, CLOSE_WAIT",
    "SYN_SENT, CLOSE_WAIT",
    "SYN_SENT, TIME_WAIT",
    "ESTABLISHED, TIME_WAIT",
    "ESTABLISHED, LAST_ACK",
    "CLOSE_WAIT, CLOSED"
  })
  void allowsForStatesThatNobodySaw(TcpState from, TcpState to) {
    assertThat(from.canBecome(to)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "CLOSE_WAIT, ESTABLISHED",
    "CLOSE_WAIT, FIN_WAIT_1",
    "CLOSE_WAIT, FIN_WAIT_2",
    "CLOSE_WAIT, TIME_WAIT",
    "CLOSE_WAIT, SYN_SENT",
    "FIN_WAIT_2, CLOSE_WAIT",
    "FIN_WAIT_2, CLOSING",
    "FIN_WAIT_2, ESTABLISHED",
    "FIN_WAIT_1, CLOSE_WAIT",
    "CLOSING, FIN_WAIT_2",
    "LAST_ACK, TIME_WAIT",
    "TIME_WAIT, ESTABLISHED",
    "TIME_WAIT, SYN_SENT",
    "ESTABLISHED, SYN_SENT",
    "ESTABLISHED, LISTEN",
    "ESTABLISHED, SYN_RECEIVED"
  })
  void hasNoWayBackAndNoneThroughAnotherConnection(TcpState from, TcpState to) {
    assertThat(from.canBecome(to)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void everyStateMayStayAndMayEnd(TcpState state) {
    assertThat(state.canBecome(state)).isTrue();
    assertThat(state.canBecome(TcpState.CLOSED)).isTrue();
  }
}
