package io.closewait.metrics;

import io.closewait.diagnosis.Diagnosis;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A format in which metrics are shown. Immutable. */
public final class Exposition {
  private final ExpositionFormatWriter writer;

  private Exposition(ExpositionFormatWriter writer) {
    this.writer = writer;
  }

  /**
   * OpenMetrics for whom asks for it, else the text format of Prometheus.
   *
   * @param accept the value of an HTTP request's header Accept
   */
  public static Exposition accepting(@Nullable String accept) {
    ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();
    return new Exposition(
        accept != null && openMetrics.accepts(accept)
            ? openMetrics
            : PrometheusTextFormatWriter.create());
  }

  /** For an HTTP response's header Content-Type. */
  public String contentType() {
    return writer.getContentType();
  }

  /**
   * Writes all metrics.
   *
   * @throws IOException what {@code out} throws
   */
  public void write(Diagnosis diagnosis, AgentFigures agent, OutputStream out) throws IOException {
    writer.write(out, Metrics.of(diagnosis, agent), EscapingScheme.UNDERSCORE_ESCAPING);
  }
}
