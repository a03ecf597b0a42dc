package io.closewait.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the mapping of Linux's numbers and the names in reports. */
class TcpStateTest {
  @ParameterizedTest
  @CsvSource({
    "1, ESTABLISHED, established",
    "2, SYN_SENT, syn_sent",
    "3, SYN_RECEIVED, syn_received",
    "4, FIN_WAIT_1, fin_wait_1",
    "5, FIN_WAIT_2, fin_wait_2",
    "6, TIME_WAIT, time_wait",
    "7, CLOSED, closed",
    "8, CLOSE_WAIT, close_wait",
    "9, LAST_ACK, last_ack",
    "10, LISTEN, listen",
    "11, CLOSING, closing",
    "12, SYN_RECEIVED, syn_received"
  })
  void namesTheStateBehindEachNumberOfLinux(int code, TcpState state, String text) {
    assertThat(TcpState.ofLinux(code)).isEqualTo(state);
    assertThat(state.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 13, 255, Integer.MAX_VALUE})
  void knowsNoStateBehindOtherNumbers(int code) {
    assertThat(TcpState.ofLinux(code)).isNull();
  }

  @Test
  void hasTheElevenStatesOfTheStandard() {
    assertThat(TcpState.values()).hasSize(11);
  }
}
