package io.closewait.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Leak;
import io.closewait.diagnosis.Thresholds;
import io.closewait.report.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The metrics as scrapers see them. */
class ExpositionTest {
  private static final Path GOLDEN = Path.of("src/test/resources/io/closewait/metrics");

  private static final String OPEN_METRICS = "application/openmetrics-text";

  @Test
  void prometheusText() throws IOException {
    compare("mix.prom", write("text/plain", Samples.mix()));
  }

  @Test
  void openMetricsText() throws IOException {
    compare("mix.openmetrics", write(OPEN_METRICS, Samples.mix()));
  }

  @ParameterizedTest
  @CsvSource({
    ", text/plain",
    "*/*, text/plain",
    "text/html, text/plain",
    "application/openmetrics-text;version=1.0.0, application/openmetrics-text",
    "'application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2',"
        + " application/openmetrics-text"
  })
  void theScraperChoosesTheFormat(@Nullable String accept, String type) {
    assertThat(Exposition.accepting(accept).contentType()).startsWith(type + "; version=");
  }

  @Test
  void whatIsNotKnownHasNoSeries() throws IOException {
    Diagnosis seen = Samples.noLeak();
    Diagnosis blind =
        new Diagnosis.Builder(seen.takenAt(), new Thresholds(seen.threshold())).build();

    assertThat(write(null, blind))
        .doesNotContain("closewait_connections", "closewait_file_descriptors")
        .contains("closewait_diagnosed_connections{severity=\"leak\"} 0.0");
  }

  @Test
  void leaksBeyondTheBoundAreSummedUp() throws IOException {
    List<Leak> leaks = new ArrayList<>();
    for (int i = 0; i < Metrics.LEAK_SERIES + 3; i++) {
      Leak leak = Samples.eofIgnoredLeak(2);
      leaks.add(
          new Leak.Builder("0000000" + (char) ('A' + i), leak.verdict(), leak.connections())
              .site(leak.site())
              .build());
    }

    String text = write(null, with(leaks));

    assertThat(lines(text, "closewait_leak_connections{")).hasSize(Metrics.LEAK_SERIES + 1);
    assertThat(text)
        .contains(
            "closewait_leak_connections{fingerprint=\"other\",severity=\"leak\",site=\"\","
                + "verdict=\"other\"} 6.0\n",
            "closewait_diagnosed_connections{severity=\"leak\"} 46.0\n");
  }

  @Test
  void leaksThatLookTheSameAreOneSeries() throws IOException {
    String text = write(null, with(List.of(Samples.eofIgnoredLeak(2), Samples.eofIgnoredLeak(3))));

    assertThat(lines(text, "closewait_leak_connections{"))
        .singleElement()
        .asString()
        .endsWith("} 5.0");
  }

  private static Diagnosis with(List<Leak> leaks) {
    Diagnosis seen = Samples.noLeak();
    return seen.toBuilder().leaks(leaks).build();
  }

  private static List<String> lines(String text, String start) {
    return text.lines().filter(line -> line.startsWith(start)).toList();
  }

  private static String write(@Nullable String accept, Diagnosis diagnosis) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Exposition.accepting(accept).write(diagnosis, new FakeFigures(), out);
    return out.toString(UTF_8);
  }

  private static void compare(String file, String actual) throws IOException {
    Path golden = GOLDEN.resolve(file);
    if (Boolean.getBoolean("closewait.update")) {
      Files.writeString(golden, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(golden));
  }
}
