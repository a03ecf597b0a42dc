package io.closewait.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client of what the agent of a JVM serves over HTTP, which keeps its connections. */
record Http(URI root, String token) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern SERVED = Pattern.compile("(http://\\S+/) has the report");

  /** Waits until the agent has said where. */
  static Http of(TargetJvm jvm) throws Exception {
    return Await.value(
        "a line that tells where it is served",
        () ->
            jvm.agentLines().stream()
                .map(SERVED::matcher)
                .filter(Matcher::find)
                .map(found -> new Http(URI.create(found.group(1)), ""))
                .reduce((first, last) -> last));
  }

  /** The same client, who knows the token. */
  Http withToken(String known) {
    return new Http(root, known);
  }

  int port() {
    return root.getPort();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path)).timeout(PATIENCE);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  String body(String path) throws IOException, InterruptedException {
    return get(path).body();
  }

  Report report() throws IOException, InterruptedException {
    return Report.parse(body("report.json"));
  }

  /** The value of a metric's series; empty if there is none. */
  Optional<Double> metric(String series) throws IOException, InterruptedException {
    return body("metrics")
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .map(line -> Double.valueOf(line.substring(series.length() + 1)))
        .findFirst();
  }
}
