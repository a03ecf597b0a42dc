package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.resolver.api.maven.Maven;
import org.junit.jupiter.api.Test;

/** Agents that show MBeans elsewhere show those of closewait, by the rules that the site offers. */
class OtherAgentsIT {
  private static final String OPTIONS = "threshold=500ms,interval=200ms";

  @Test
  void openTelemetry() throws Exception {
    int port = Server.freePort();
    Launch.on(Jdks.running())
        .flags(
            "-javaagent:" + jar("io.opentelemetry.javaagent:opentelemetry-javaagent:2.33.1"),
            "-Dotel.jmx.config=" + Artifacts.offered("opentelemetry/jmx-rules.yaml"),
            "-Dotel.jmx.discovery.delay=500",
            "-Dotel.javaagent.logging=none",
            "-Dotel.traces.exporter=none",
            "-Dotel.logs.exporter=none",
            "-Dotel.metrics.exporter=prometheus",
            "-Dotel.exporter.prometheus.host=127.0.0.1",
            "-Dotel.exporter.prometheus.port=" + port,
            // It appends to the boot class path, which the JVM would mention.
            "-Xshare:off")
        .agent(OPTIONS)
        .demo("ForgottenClose")
        .run(
            jvm ->
                assertShows(
                    jvm,
                    port,
                    List.of(
                        "closewait_connection_count{network_connection_state=\"close_wait\",",
                        "closewait_connection_leaked{"),
                    List.of(
                        "closewait_connection_tracked{",
                        "closewait_file_descriptor_count{",
                        "closewait_file_descriptor_limit{",
                        "closewait_scan_count_total{",
                        "closewait_scan_duration_seconds_total{"),
                    "closewait_error_count_total{"));
  }

  @Test
  void jmxExporter() throws Exception {
    int port = Server.freePort();
    Launch.on(Jdks.running())
        .agent(OPTIONS)
        .flags(
            "-javaagent:"
                + jar("io.prometheus.jmx:jmx_prometheus_javaagent:1.0.1")
                + "=127.0.0.1:"
                + port
                + ":"
                + Artifacts.offered("jmx-exporter/config.yml"))
        .demo("ForgottenClose")
        .run(
            jvm ->
                assertShows(
                    jvm,
                    port,
                    List.of(
                        "closewait_connections{network_connection_state=\"close_wait\"",
                        "closewait_diagnosed_connections{severity=\"leak\""),
                    List.of(
                        "closewait_tracked_connections ",
                        "closewait_file_descriptors_open ",
                        "closewait_file_descriptors_limit ",
                        "closewait_scans_total ",
                        "closewait_scan_seconds_total "),
                    "closewait_suppressed_errors_total "));
  }

  private static Path jar(String artifact) {
    return Maven.resolver().resolve(artifact).withoutTransitivity().asSingleFile().toPath();
  }

  /**
   * @param leaks the beginnings of the series that count the leaks
   * @param positive the beginnings of others that are not 0
   */
  private static void assertShows(
      TargetJvm jvm, int port, List<String> leaks, List<String> positive, String errors)
      throws Exception {
    Http http = new Http(URI.create("http://127.0.0.1:" + port), "");
    for (String series : leaks) {
      Await.until(series, () -> value(http, series) == 5);
    }
    for (String series : positive) {
      Await.until(series, () -> value(http, series) > 0);
    }
    assertThat(value(http, errors)).isZero();
    assertThat(jvm.freshReport().withVerdict("eof_ignored"))
        .extracting(Report.Leak::count)
        .containsExactly(5);
  }

  /** NaN if there is none. */
  private static double value(Http http, String series) throws InterruptedException {
    try {
      return http.body("/metrics")
          .lines()
          .filter(line -> line.startsWith(series))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
