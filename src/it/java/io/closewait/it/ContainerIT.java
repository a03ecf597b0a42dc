package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the page on Kubernetes says: an unprivileged user, a root that is read-only, process 1 of
 * its own process namespace, and a network that another container shares.
 */
class ContainerIT {
  private static final String OPTIONS = "threshold=500ms,interval=200ms,report=";
  private static final int SOMEBODY_ELSE = Pod.USER - 1;

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#system")
  void reportsOnItsOwnContainer(Jdk jdk) throws Exception {
    try (Pod pod = Pod.make()) {
      Path file = pod.out().resolve("closewait-1.json");
      app(jdk, pod, pod.container(), "/tmp/closewait-%p.json")
          .run(
              app -> {
                sidecar(jdk, pod).run(sidecar -> assertReport(pod, file));
                assertAnswers(pod, app);
                assertNoComplaint(app);
                app.closeSockets();
                app.awaitAgentLine("recovered");
              });
    }
  }

  /** Where the JVM cannot be attached to, because it has no place for the socket. */
  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#system")
  void reportsWithoutTmp(Jdk jdk) throws Exception {
    try (Pod pod = Pod.make()) {
      Path file = pod.out().resolve("closewait-1.json");
      app(jdk, pod, pod.containerWithoutTmp(), pod.out() + "/closewait-%p.json")
          .run(
              app -> {
                assertThat(reported(file).sockets()).isEqualTo(5);
                assertNoComplaint(app);
                Cli.Result refused = pod.exec(app, Pod.USER, "report", "1");
                assertThat(refused.status()).as(refused.toString()).isEqualTo(2);
                assertThat(said(refused)).singleElement().asString().contains("Read-only");
              });
    }
  }

  /** As the manifest starts it. */
  private static Launch app(Jdk jdk, Pod pod, String[] container, String report) {
    return Launch.on(jdk)
        .wrappedBy(container)
        .environment("JAVA_TOOL_OPTIONS", "-javaagent:" + pod.agent() + "=" + OPTIONS + report)
        .main(pod.demo().toString(), "io.closewait.demo.ForgottenClose");
  }

  /** Another JVM with the same leak, which is nobody's business here. */
  private static Launch sidecar(Jdk jdk, Pod pod) {
    return Launch.on(jdk)
        .wrappedBy(pod.containerWithoutTmp())
        .main(pod.demo().toString(), "io.closewait.demo.ForgottenClose");
  }

  private static void assertReport(Pod pod, Path file) throws Exception {
    Await.until("sockets of both containers", () -> pod.closeWait() == 10);
    Report report = reported(file);
    assertThat(report.jvm().pid()).isEqualTo(1);
    assertThat(report.kernel()).isEqualTo("tcp_info");
    assertThat(report.blind()).isEmpty();
    assertThat(report.states()).containsEntry("close_wait", 5);
    assertThat(report.leaks())
        .singleElement()
        .satisfies(
            leak -> {
              assertThat(leak.verdict()).isEqualTo("eof_ignored");
              assertThat(leak.count()).isEqualTo(5);
              assertThat(leak.method()).isEqualTo("fetch");
            });
  }

  private static Report reported(Path file) throws Exception {
    return Await.value(
        "a report of all sockets",
        () ->
            Files.exists(file)
                ? Optional.of(Report.read(file)).filter(report -> report.sockets() == 5)
                : Optional.empty());
  }

  private static void assertAnswers(Pod pod, TargetJvm app) throws Exception {
    Cli.Result list = pod.exec(app, Pod.USER, "list");
    assertThat(list.out().lines()).hasSize(2);
    assertThat(said(list).get(1)).startsWith("1 ").endsWith("io.closewait.demo.ForgottenClose");

    Cli.Result report = pod.exec(app, Pod.USER, "report", "1", "--format", "json");
    assertThat(report.status()).as(report.toString()).isEqualTo(1);
    assertThat(report.err().lines()).hasSize(1);
    assertThat(Report.parse(report.out()).states()).containsEntry("close_wait", 5);

    Cli.Result foreign = pod.exec(app, SOMEBODY_ELSE, "report", "1");
    assertThat(foreign.status()).as(foreign.toString()).isEqualTo(2);
    assertThat(said(foreign)).singleElement().asString().contains("belongs to user nobody");
  }

  /** The lines of a command without the JVM's own. */
  private static List<String> said(Cli.Result result) {
    return result.lines().stream().filter(line -> !line.startsWith("Picked up ")).toList();
  }

  /** The line at the start and one block. */
  private static void assertNoComplaint(TargetJvm app) {
    List<String> lines = app.agentLines();
    assertThat(lines).hasSize(7);
    assertThat(lines.get(0)).contains("watches the sockets of PID 1");
  }
}
