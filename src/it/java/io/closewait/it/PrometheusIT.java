package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A real Prometheus scrapes the agent, and runs what the site offers for it. */
class PrometheusIT {
  private static final String TOKEN = "a-token-of-the-tests";

  @Test
  void scrapesTheAgent() throws Exception {
    Launch.on(Jdks.running())
        .environment("CLOSEWAIT_HTTP_TOKEN", TOKEN)
        .agent("threshold=500ms,interval=200ms,http=0")
        .demo("ForgottenClose")
        .run(
            jvm -> {
              Http http = Http.of(jvm);
              assertThat(http.get("metrics").statusCode()).isEqualTo(401);
              Prometheus prometheus = Prometheus.scraping(http.port(), TOKEN);
              assertLeak(prometheus);
              assertDashboardIsAnswered(prometheus);
              assertRulesWork(prometheus);
              String metrics = http.withToken(TOKEN).body("metrics");
              assertThat(metrics).contains("closewait_build_info");
              assertThat(Prometheus.promtool(metrics, "check", "metrics")).isEmpty();
              jvm.closeSockets();
              await(prometheus, "closewait_close_delay_seconds_count", 5);
            });
  }

  private static void assertLeak(Prometheus prometheus) throws Exception {
    await(
        prometheus,
        "closewait_leak_connections"
            + "{severity=\"leak\",verdict=\"eof_ignored\",site=~\".*ForgottenClose.fetch.*\"}",
        5);
    await(prometheus, "closewait_connections{network_connection_state=\"close_wait\"}", 5);
    await(prometheus, "closewait_suppressed_errors_total", 0);
    await(prometheus, "up", 1);
  }

  /** A scrape that takes too long leaves a gap. */
  private static void await(Prometheus prometheus, String query, double expected) throws Exception {
    Await.until(query + " is " + expected, () -> value(prometheus, query) == expected);
  }

  /** NaN if there is not exactly one. */
  private static double value(Prometheus prometheus, String query) throws Exception {
    JsonArray result = prometheus.query(query);
    return result.size() == 1
        ? result.get(0).getAsJsonObject().getAsJsonArray("value").get(1).getAsDouble()
        : Double.NaN;
  }

  /** What Grafana puts in for the dashboard's variables when everything is chosen. */
  private static void assertDashboardIsAnswered(Prometheus prometheus) throws Exception {
    for (String query : dashboard()) {
      String asked =
          query.replace("$job", ".*").replace("$instance", ".*").replace("$__rate_interval", "1m");
      Await.until("an answer to " + asked, () -> !prometheus.query(asked).isEmpty());
    }
  }

  private static List<String> dashboard() throws IOException {
    List<String> queries = new ArrayList<>();
    String json = Files.readString(Artifacts.offered("grafana/dashboard.json"));
    for (JsonElement panel : new Gson().fromJson(json, JsonObject.class).getAsJsonArray("panels")) {
      for (JsonElement target : panel.getAsJsonObject().getAsJsonArray("targets")) {
        queries.add(target.getAsJsonObject().get("expr").getAsString());
      }
    }
    assertThat(queries).isNotEmpty();
    return queries;
  }

  private static void assertRulesWork(Prometheus prometheus) throws Exception {
    JsonArray rules =
        prometheus
            .get("rules")
            .getAsJsonArray("groups")
            .get(0)
            .getAsJsonObject()
            .getAsJsonArray("rules");
    assertThat(rules).hasSizeGreaterThan(5);
    for (JsonElement rule : rules) {
      assertThat(rule.getAsJsonObject().get("health").getAsString())
          .as(rule.toString())
          .isEqualTo("ok");
    }
  }

  @Test
  void itsToolAcceptsTheAlerts() throws Exception {
    String rules = Artifacts.offered("prometheus/alerts.yml").toString();
    assertThat(Prometheus.promtool("", "check", "rules", rules)).contains("SUCCESS");
    String tests = Artifacts.offered("prometheus/alerts-test.yml").toString();
    assertThat(Prometheus.promtool("", "test", "rules", tests)).contains("SUCCESS");
  }
}
