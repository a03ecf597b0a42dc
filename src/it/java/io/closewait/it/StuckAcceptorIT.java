package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that hang up before they are accepted, and the thread that should have accepted them. */
class StuckAcceptorIT {
  private static final int CLIENTS = 3;

  static Stream<Object[]> waysToListenOnAllJdks() {
    return Jdks.with("socket", "channel", "adaptor", "async");
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("waysToListenOnAllJdks")
  void namesWhatHoldsTheAcceptorUp(Jdk jdk, String how) throws Exception {
    launch(jdk, how)
        .run(
            jvm -> {
              Report.Leak leak = awaitLeak(jvm);
              assertThat(leak.site().kind()).isEqualTo("listen");
              assertThat(leak.site().frame()).contains("StuckAcceptor.listenBy");
              assertThat(leak.acceptQueue().length()).isEqualTo(CLIENTS);
              assertThat(leak.acceptQueue().backlog()).isEqualTo(16);
              assertThat(leak.acceptor().name()).isEqualTo("acceptor");
              assertThat(leak.acceptor().state()).isEqualTo("waiting");
              assertThat(leak.acceptor().frame()).contains("StuckAcceptor.handle(");
              assertThat(leak.reason()).contains("acceptor, which is WAITING at");
              jvm.closeSockets();
              jvm.awaitReport("no leak", each -> each.leaks().isEmpty());
            });
  }

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void saysThatNobodyHasEverAccepted(Jdk jdk) throws Exception {
    launch(jdk, "never")
        .run(
            jvm -> {
              Report.Leak leak = awaitLeak(jvm);
              assertThat(leak.acceptor()).isNull();
              assertThat(leak.reason()).contains("no thread has ever called accept()");
              jvm.awaitAgentLine("(not_accepted)");
            });
  }

  private static Launch launch(Jdk jdk, String how) {
    return Launch.on(jdk)
        .agent("threshold=500ms,interval=200ms")
        .program("StuckAcceptor")
        .arguments(how);
  }

  private static Report.Leak awaitLeak(TargetJvm jvm) throws Exception {
    Report report =
        jvm.awaitReport(
            "what nobody accepts",
            each ->
                each.withVerdict("not_accepted").stream().mapToInt(Report.Leak::count).sum()
                    == CLIENTS);
    assertThat(report.withVerdict("not_accepted")).hasSize(1);
    Report.Leak leak = report.withVerdict("not_accepted").get(0);
    assertThat(leak.severity()).isEqualTo("leak");
    assertThat(leak.connections())
        .allMatch(each -> each.fd() == null && each.inode() == null)
        .allMatch(each -> each.state().equals("close_wait"));
    return leak;
  }
}
