package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to leak that the demo shows is found, named by its line, and as the kernel has it. */
class DemoLeaksIT {
  private static final int SOCKETS = 5;
  private static final Map<Demo, String> FINGERPRINTS = new ConcurrentHashMap<>();

  /** A program, and what the report must say about it. */
  enum Demo {
    FORGOTTEN_CLOSE("ForgottenClose", "eof_ignored", "fetch", "new Socket("),
    EXCEPTION_BEFORE_CLOSE("ExceptionBeforeClose", "eof_ignored", "fetch", "new Socket("),
    NEVER_READ("NeverRead", "never_read", "send", "new Socket("),
    BODY_NOT_CLOSED("BodyNotClosed", "data_unread", "fetchLength", "connection.getInputStream()"),
    CANCELLED_KEY("CancelledKey", "eof_ignored", "fetch", "SocketChannel.open("),
    DROPPED_CHANNEL("DroppedChannel", "collected", "fetch", "SocketChannel.open("),
    DROPPED_ASYNC_CHANNEL("DroppedAsyncChannel", "eof_ignored", "fetch", "channel.connect(");

    final String program;
    final String verdict;
    private final String method;
    private final String opening;

    Demo(String program, String verdict, String method, String opening) {
      this.program = program;
      this.verdict = verdict;
      this.method = method;
      this.opening = opening;
    }

    String site() throws Exception {
      return SourceLine.frame(program, method, opening);
    }

    boolean holdsItsSockets() {
      return this != DROPPED_CHANNEL && this != DROPPED_ASYNC_CHANNEL;
    }

    void assertEndOfStream(Report.Site eof) throws Exception {
      switch (this) {
        case FORGOTTEN_CLOSE, EXCEPTION_BEFORE_CLOSE ->
            assertThat(eof.frame())
                .isEqualTo(SourceLine.frame("PriceProtocol", "readAll", "in.read(chunk)"));
        case CANCELLED_KEY ->
            assertThat(eof.frame()).isEqualTo(SourceLine.frame(program, "read", "channel.read("));
        case DROPPED_CHANNEL ->
            assertThat(eof.frame())
                .isEqualTo(SourceLine.frame(program, "readAll", "channel.read("));
        // The caller's thread or one of the group's, whichever comes first.
        case DROPPED_ASYNC_CHANNEL -> assertThat(eof.frame()).isNotEmpty();
        case NEVER_READ, BODY_NOT_CLOSED -> assertThat(eof).isNull();
      }
    }
  }

  static Stream<Object[]> demosOnAllJdks() {
    return Jdks.with((Object[]) Demo.values());
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("demosOnAllJdks")
  void reportsTheLineThatForgotToClose(Jdk jdk, Demo demo) throws Exception {
    Launch.on(jdk)
        .agent("threshold=1s,interval=200ms,report=report.json")
        .demo(demo.program)
        .run(
            jvm -> {
              Report.Leak first = single(jvm.awaitReport());
              assertThat(first.verdict()).isEqualTo(demo.verdict);
              assertLeak(demo, jvm);
              jvm.awaitAgentLine(first.fingerprint());
              if (demo.holdsItsSockets()) {
                jvm.closeSockets();
                jvm.awaitAgentLine("leak " + first.fingerprint() + " recovered");
                assertThat(jvm.awaitReport("no leak", report -> report.leaks().isEmpty()).states())
                    .containsEntry("close_wait", 0);
              }
              assertThat(jvm.agentLines())
                  .as("one block for one leak")
                  .filteredOn(line -> line.contains("(" + demo.verdict + ")"))
                  .hasSize(1);
            });
  }

  private static void assertLeak(Demo demo, TargetJvm jvm) throws Exception {
    Report report = jvm.awaitReport("all sockets", each -> each.sockets() == SOCKETS);
    Report.Leak leak = single(report);
    assertThat(leak.verdict()).isEqualTo(demo.verdict);
    assertThat(leak.severity()).isEqualTo("leak");
    assertThat(leak.site().frame()).isEqualTo(demo.site());
    assertThat(leak.site().kind()).isEqualTo("connect");
    demo.assertEndOfStream(leak.eof());
    assertThat(leak.count()).isEqualTo(SOCKETS);
    assertThat(leak.rows()).isEqualTo(KernelTable.closeWait(jvm.pid())).hasSize(SOCKETS);
    assertThat(leak.connections()).allMatch(each -> each.state().equals("close_wait"));
    assertThat(report.states()).containsEntry("close_wait", SOCKETS);
    assertThat(report.kernel()).isEqualTo("tcp_info");
    assertThat(report.blind()).isEmpty();
    assertThat(report.jvm().pid()).isEqualTo(jvm.pid());
    assertThat(leak.fingerprint())
        .as("the same on every JDK")
        .isEqualTo(FINGERPRINTS.computeIfAbsent(demo, first -> leak.fingerprint()));
  }

  private static Report.Leak single(Report report) {
    assertThat(report.leaks()).hasSize(1);
    return report.leaks().get(0);
  }
}
