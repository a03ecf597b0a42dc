package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The report, metrics and health of a running JVM over HTTP. */
class HttpIT {
  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void servesFromAttachToDetach(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .program("OpensOnDemand")
        .run(
            jvm -> {
              attach(jvm, 0);
              Http http = Http.of(jvm);
              jvm.ask("open");
              String leak = "{\"leakSuspected\":true,\"leakedConnections\":2,";
              Await.until("both leaks", () -> http.body("health").startsWith(leak));
              assertThat(http.get("health").statusCode()).isEqualTo(200);
              assertThat(http.get("health?leak=503").statusCode()).isEqualTo(503);
              assertThat(http.body("")).contains("OpensOnDemand.open(");
              assertMetrics(http);
              assertServerIsNotReported(http);
              detach(jvm);
              new ServerSocket(http.port(), 1, InetAddress.getLoopbackAddress()).close();
              attach(jvm, http.port());
              Await.until("the server again", () -> serves(http));
              jvm.closeSockets();
            });
  }

  private static void attach(TargetJvm jvm, int port) throws Exception {
    Cli.Result attach =
        Cli.run(
            jvm.jdk(),
            "attach",
            jvm.pid(),
            "threshold=500ms",
            "interval=200ms",
            "http=127.0.0.1:" + port);
    assertThat(attach.status()).as(attach.toString()).isZero();
    jvm.watched(true);
  }

  private static void detach(TargetJvm jvm) throws Exception {
    Cli.Result detach = Cli.run(jvm.jdk(), "detach", jvm.pid());
    assertThat(detach.status()).as(detach.toString()).isZero();
    jvm.watched(false);
  }

  private static void assertMetrics(Http http) throws Exception {
    assertThat(http.metric("closewait_connections{network_connection_state=\"close_wait\"}"))
        .contains(5.0);
    assertThat(http.metric("closewait_diagnosed_connections{severity=\"leak\"}")).contains(2.0);
    assertThat(http.metric("closewait_suppressed_errors_total")).contains(0.0);
  }

  /** Neither its own sockets nor those of clients, idle or fresh, be they in whatever state. */
  private static void assertServerIsNotReported(Http http) throws Exception {
    try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
      Report report = http.report();
      assertThat(report.sockets()).isEqualTo(5);
      assertThat(report.states()).containsEntry("listen", 1).containsEntry("established", 0);
      assertThat(http.metric("closewait_tracked_connections")).contains(2.0);
      assertThat(report.connections())
          .noneMatch(connection -> connection.local().endsWith(":" + http.port()));
      assertThat(silent.isConnected()).isTrue();
    }
  }

  private static boolean serves(Http http) throws InterruptedException {
    try {
      return http.get("health").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#oldestAndNewest")
  void givesItsDescriptorsToAnApplicationThatHasNoneLeft(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .wrappedBy("sh", "-c", "ulimit -n 200; exec \"$@\"", "sh")
        .agent("threshold=1m,interval=100ms,http=0")
        .program("RunsOut")
        .arguments("channel")
        .run(
            jvm -> {
              Http http = Http.of(jvm);
              assertThat(serves(http)).isTrue();
              jvm.ask("run");
              Await.until("no server", () -> !serves(http));
              jvm.closeSockets();
              Await.until("the server again", () -> serves(http));
              assertThat(jvm.agentLines())
                  .filteredOn(line -> line.contains("http"))
                  .isEqualTo(List.of(jvm.awaitAgentLine("http")));
            });
  }
}
