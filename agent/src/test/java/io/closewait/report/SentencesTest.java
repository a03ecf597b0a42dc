package io.closewait.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.diagnosis.Change;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Leak;
import io.closewait.kernel.Descriptors;
import io.closewait.tcp.TcpState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SentencesTest {
  @Test
  void oneSocketIsSingular() {
    assertThat(verdict("tcp_info", 1, List.of(Samples.eofIgnoredLeak(1))))
        .isEqualTo("1 socket leaks in CLOSE_WAIT at 1 place");
  }

  @Test
  void leaksAtSeveralPlacesAreAdded() {
    assertThat(verdict("proc", 5, List.of(Samples.eofIgnoredLeak(3), Samples.eofIgnoredLeak(2))))
        .isEqualTo("5 sockets leak in CLOSE_WAIT at 2 places");
  }

  @Test
  void noLeakSaysWhatThereIsInstead() {
    assertThat(verdict("proc", 0, List.of()))
        .isEqualTo("no leak: no socket of this JVM is in CLOSE_WAIT");
    assertThat(verdict("proc", 3, List.of()))
        .isEqualTo("no leak: 3 sockets in CLOSE_WAIT, none for 60s");
    assertThat(verdict("off", 0, List.of()))
        .isEqualTo("no leak: no end of a stream was ignored for 60s");
  }

  @Test
  void suspectsAndHalfClosedSocketsAreNoLeakButNamed() {
    List<Leak> leaks = Samples.mix().leaks();
    assertThat(verdict("proc", 1, List.of(leaks.get(4))))
        .isEqualTo("no leak: but 1 socket is suspect");
    assertThat(verdict("proc", 1, List.of(leaks.get(5))))
        .isEqualTo("no leak: 1 socket is half-closed for more than 60s, and in use");
  }

  @Test
  void changes() {
    Leak leak = Samples.eofIgnoredLeak(16);
    String opened = ", opened by com.acme.PriceClient.fetch(PriceClient.java:41)";
    assertThat(Sentences.of(new Change(Change.Kind.APPEARED, leak), Samples.NOW))
        .isEqualTo(
            "16 sockets leak in CLOSE_WAIT (eof_ignored), the oldest for 4m10s, to 10.0.3.7:8443"
                + " and 1 more"
                + opened);
    assertThat(Sentences.of(new Change(Change.Kind.GREW, leak), Samples.NOW))
        .isEqualTo("leak 3f9a1c02 grew to 16 sockets (eof_ignored)" + opened);
    assertThat(Sentences.of(new Change(Change.Kind.RECOVERED, leak), Samples.NOW))
        .isEqualTo("leak 3f9a1c02 recovered: none of its 16 sockets is left" + opened);
  }

  private static String verdict(String kernel, int closeWait, List<Leak> leaks) {
    Map<TcpState, Integer> states =
        closeWait == 0 ? Map.of() : Map.of(TcpState.CLOSE_WAIT, closeWait);
    return Sentences.verdict(
        new Diagnosis(Samples.NOW, 60_000, kernel, Descriptors.UNKNOWN, states, leaks, List.of()));
  }
}
