package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server's report names who accepted a connection and the handler's line that forgot it. */
class ServersIT {
  private static final int SOCKETS = 4;

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void handlersAreNamed(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .agent("threshold=500ms,interval=200ms")
        .program("Servers")
        .run(
            jvm -> {
              Report report = jvm.awaitReport("the sockets", each -> each.sockets() == SOCKETS);
              assertOwnAcceptor(accepted(report, "startThreads"), "greetInThread");
              assertOwnAcceptor(accepted(report, "submitToPool"), "greetInPool");
              assertHttpServer(accepted(report, "run"));
              jvm.closeSockets();
              jvm.awaitReport("no leak", each -> each.leaks().isEmpty());
            });
  }

  private static Report.Leak accepted(Report report, String method) {
    return report.leaks().stream()
        .filter(leak -> leak.method().equals(method))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing accepted in " + method + ": " + report));
  }

  private static void assertOwnAcceptor(Report.Leak leak, String caller) {
    assertThat(leak.verdict()).isEqualTo("never_read");
    assertThat(leak.site().shared()).isFalse();
    assertThat(leak.handler().method()).isEqualTo("answer");
    assertThat(leak.handler().stack()).anyMatch(frame -> frame.contains("." + caller + "("));
    assertThat(leak.handler().now()).isNull();
    assertThat(leak.remedy()).contains(leak.handler().frame());
  }

  /** One of its handlers forgot the exchange, the other is still at work. */
  private static void assertHttpServer(Report.Leak leak) {
    assertThat(leak.count()).isEqualTo(2);
    assertThat(leak.site().shared()).isTrue();
    assertThat(leak.site().frame()).startsWith("sun.net.httpserver.ServerImpl$Dispatcher.run(");
    assertThat(leak.handler().method()).isEqualTo("forgetExchange");
    assertThat(leak.handler().now().state()).isEqualTo("waiting");
    assertThat(leak.handler().now().frame()).contains("Servers.waitForEver(");
    assertThat(leak.reason()).contains("1 of them is in the hands of a thread still at work");
    assertThat(leak.remedy()).contains("Servers.forgetExchange(");
  }
}
