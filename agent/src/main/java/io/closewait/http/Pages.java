package io.closewait.http;

import io.closewait.diagnosis.Diagnosis;
import io.closewait.metrics.Exposition;
import io.closewait.report.Format;
import io.closewait.report.Report;
import io.closewait.report.Times;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What is behind each path. Thread-safe. */
final class Pages {
  /** How old a report may be, so that nobody can have the agent sample all the time. */
  private static final long FRESH_MILLIS = 1000;

  /** The query by which whoever writes a probe asks for an error status at a leak. */
  private static final String FAIL_ON_LEAK = "leak=503";

  private final HttpContent content;
  private @Nullable Diagnosis asked;

  Pages(HttpContent content) {
    this.content = content;
  }

  /**
   * The answer to a request.
   *
   * @param accept the header of that name
   */
  Answer at(@Nullable String path, @Nullable String query, @Nullable String accept) {
    switch (String.valueOf(path)) {
      case "/":
        return report(Format.HTML, "text/html; charset=utf-8");
      case "/report.json":
        return report(Format.JSON, "application/json");
      case "/metrics":
        return metrics(Exposition.accepting(accept));
      case "/health":
        return health(FAIL_ON_LEAK.equals(query));
      default:
        return Answer.text(404, "There are /, /report.json, /metrics and /health.\n");
    }
  }

  private Answer report(Format format, String type) {
    Diagnosis diagnosis = fresh();
    return new Answer(
        200,
        type,
        out -> {
          Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          Report.write(format, diagnosis, content.subject(), writer);
          writer.flush();
        });
  }

  private synchronized Diagnosis fresh() {
    Diagnosis last = asked;
    if (last == null || System.currentTimeMillis() - last.takenAt() >= FRESH_MILLIS) {
      last = content.sample();
      asked = last;
    }
    return last;
  }

  private Answer metrics(Exposition exposition) {
    Diagnosis diagnosis = content.last();
    return new Answer(
        200, exposition.contentType(), out -> exposition.write(diagnosis, content.figures(), out));
  }

  private Answer health(boolean failOnLeak) {
    Diagnosis diagnosis = content.last();
    int leaked = diagnosis.leakedConnections();
    return Answer.of(
        failOnLeak && leaked > 0 ? 503 : 200,
        "application/json",
        "{\"leakSuspected\":"
            + (leaked > 0)
            + ",\"leakedConnections\":"
            + leaked
            + ",\"takenAt\":\""
            + Times.iso(diagnosis.takenAt())
            + "\"}\n");
  }
}
