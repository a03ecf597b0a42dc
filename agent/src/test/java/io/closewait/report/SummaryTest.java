package io.closewait.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Leak;
import io.closewait.diagnosis.LeakedConnection;
import io.closewait.diagnosis.Verdict;
import io.closewait.tcp.TcpState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SummaryTest {
  @Test
  void oneSocketIsSingular() {
    assertThat(summary("tcp_info", 1, List.of(Samples.eofIgnoredLeak(1))))
        .isEqualTo("1 socket leaks in CLOSE_WAIT at 1 place");
  }

  @Test
  void leaksAtSeveralPlacesAreAdded() {
    assertThat(summary("proc", 5, List.of(Samples.eofIgnoredLeak(3), Samples.eofIgnoredLeak(2))))
        .isEqualTo("5 sockets leak in CLOSE_WAIT at 2 places");
  }

  @Test
  void noLeakSaysWhatThereIsInstead() {
    assertThat(summary("proc", 0, List.of()))
        .isEqualTo("no leak: no socket of this JVM is in CLOSE_WAIT");
    assertThat(summary("proc", 3, List.of()))
        .isEqualTo("no leak: 3 sockets in CLOSE_WAIT, none for 60s");
    assertThat(summary("off", 0, List.of()))
        .isEqualTo("no leak: no end of a stream was ignored for 60s");
  }

  @Test
  void suspectsAndHalfClosedSocketsAreNoLeakButNamed() {
    List<Leak> leaks = Samples.mix().leaks();
    assertThat(summary("proc", 1, List.of(leaks.get(4))))
        .isEqualTo("no leak: but 1 socket is suspect");
    assertThat(summary("proc", 1, List.of(leaks.get(5))))
        .isEqualTo("no leak: 1 socket is half-closed for more than 60s, and in use");
  }

  @Test
  void idleInPoolsAreSaidToBeInTheStatesThatTheyAreIn() {
    assertThat(summary("proc", 1, List.of(idle(TcpState.CLOSE_WAIT))))
        .isEqualTo("no leak: 1 socket in CLOSE_WAIT, idle in pools for more than 60s");
    assertThat(summary("proc", 0, List.of(idle(TcpState.CLOSED))))
        .isEqualTo("no leak: 1 socket in CLOSED, idle in pools for more than 60s");
    assertThat(summary("proc", 2, List.of(idle(TcpState.CLOSED), idle(TcpState.CLOSE_WAIT))))
        .isEqualTo("no leak: 2 sockets in CLOSE_WAIT or CLOSED, idle in pools for more than 60s");
    assertThat(summary("off", 0, List.of(idle(null))))
        .isEqualTo("no leak: 1 socket idle in pools for more than 60s");
  }

  private static Leak idle(@Nullable TcpState state) {
    LeakedConnection connection =
        new LeakedConnection.Builder(1)
            .descriptor(31)
            .state(state)
            .since(Samples.NOW - 90_000)
            .thread("main")
            .build();
    return new Leak.Builder("3f9a1c02", Verdict.STALE_IN_POOL, List.of(connection)).build();
  }

  private static String summary(String kernel, int closeWait, List<Leak> leaks) {
    Map<TcpState, Integer> states =
        closeWait == 0 ? Map.of() : Map.of(TcpState.CLOSE_WAIT, closeWait);
    return Summary.of(
        new Diagnosis.Builder(Samples.NOW, Samples.THRESHOLDS)
            .kernel(kernel)
            .states(states)
            .leaks(leaks)
            .build());
  }
}
