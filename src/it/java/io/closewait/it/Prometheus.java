package io.closewait.it;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Prometheus that scrapes one JVM, with a token, and has the alerts of the site. */
final class Prometheus {
  private static final String CONFIGURATION =
      """
      global:
        scrape_interval: 500ms
        evaluation_interval: 500ms
      rule_files:
        - RULES
      scrape_configs:
        - job_name: jvm
          static_configs:
            - targets: ["127.0.0.1:PORT"]
          authorization:
            credentials: TOKEN
      """;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI api;

  private Prometheus(URI api) {
    this.api = api;
  }

  static Prometheus scraping(int target, String token) throws Exception {
    Server server =
        Server.start(
            "prometheus",
            (port, directory) -> {
              Path configuration = directory.resolve("prometheus.yml");
              Files.writeString(
                  configuration,
                  CONFIGURATION
                      .replace("RULES", Artifacts.offered("prometheus/alerts.yml").toString())
                      .replace("PORT", Integer.toString(target))
                      .replace("TOKEN", token));
              return List.of(
                  Server.installed("/usr/bin/prometheus", "prometheus"),
                  "--config.file=" + configuration,
                  "--storage.tsdb.path=" + directory.resolve("data"),
                  "--web.listen-address=127.0.0.1:" + port);
            });
    Prometheus prometheus = new Prometheus(URI.create("http://" + server.address() + "/api/v1/"));
    Await.until("ready", () -> prometheus.ask("/-/ready").statusCode() == 200);
    return prometheus;
  }

  /** What a query in its language yields now; fails if the query is wrong. */
  JsonArray query(String query) throws IOException, InterruptedException {
    return get("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
        .getAsJsonArray("result");
  }

  /** The answer to a request of its API. */
  JsonObject get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = ask(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + ": " + answer.body());
    }
    return new Gson().fromJson(answer.body(), JsonObject.class).getAsJsonObject("data");
  }

  private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(api.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Runs its tool, and returns what it has to say. */
  static String promtool(String input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Server.installed("/usr/bin/promtool", "prometheus"));
    command.addAll(List.of(arguments));
    Path in = Files.createTempFile(Artifacts.target(), "promtool", ".in");
    Files.writeString(in, input);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectInput(in.toFile()).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(command + ": " + said);
    }
    return said;
  }
}
