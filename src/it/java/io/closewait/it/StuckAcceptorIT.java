package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
              Report report = awaitLeak(jvm);
              Report.Leak leak = leak(report);
              assertThat(leak.site().kind()).isEqualTo("listen");
              assertThat(leak.site().frame()).contains("StuckAcceptor.listenBy");
              assertThat(leak.acceptQueue().length()).isEqualTo(CLIENTS);
              assertThat(leak.acceptQueue().backlog()).isEqualTo(4);
              assertThat(leak.acceptor().name()).isEqualTo("acceptor");
              assertThat(leak.acceptor().state()).isEqualTo("waiting");
              assertThat(leak.acceptor().frame()).contains("StuckAcceptor.handle(");
              assertThat(leak.reason()).contains("acceptor, which is WAITING at");
              // One without a site would be of another process.
              List<Report.Finding> queues =
                  report.findings("accept_queue").stream()
                      .filter(finding -> finding.site() != null)
                      .toList();
              assertThat(queues).hasSize(1);
              Report.Finding queue = queues.get(0);
              assertThat(queue.severity()).isEqualTo("suspect");
              assertThat(queue.count()).isEqualTo(CLIENTS);
              assertThat(queue.site()).isEqualTo(leak.site());
              assertThat(queue.acceptor()).isEqualTo(leak.acceptor());
              assertThat(queue.remedy()).contains("it is held up at", "StuckAcceptor.handle(");
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
              Report.Leak leak = leak(awaitLeak(jvm));
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

  private static Report awaitLeak(TargetJvm jvm) throws Exception {
    return jvm.awaitReport(
        "what nobody accepts",
        each ->
            each.withVerdict("not_accepted").stream().mapToInt(Report.Leak::count).sum()
                == CLIENTS);
  }

  private static Report.Leak leak(Report report) {
    assertThat(report.withVerdict("not_accepted")).hasSize(1);
    Report.Leak leak = report.withVerdict("not_accepted").get(0);
    assertThat(leak.severity()).isEqualTo("leak");
    assertThat(leak.connections())
        .allMatch(each -> each.fd() == null && each.inode() == null)
        .allMatch(each -> each.state().equals("close_wait"));
    return leak;
  }
}
