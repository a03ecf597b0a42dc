package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A healthy application under load is left alone: pools whose server closes idle connections, short
 * connections in their thousands, and half-closed ones that are still written to.
 */
class HealthyChurnIT {
  private static final LibrarySet LIBRARIES =
      new LibrarySet(
          List.of(
              "org.apache.httpcomponents:httpclient:4.5.14",
              "org.apache.httpcomponents.client5:httpclient5:5.4.4",
              "com.squareup.okhttp3:okhttp:4.12.0",
              "org.slf4j:slf4j-nop:1.7.36"));

  /** Their pools keep what the server has closed, long enough to be seen. */
  private static final Set<String> STALE =
      Set.of("Apache HttpClient 4", "Apache HttpClient 5", "OkHttp");

  @Test
  void raisesNoAlert() throws Exception {
    Launch.on(Jdks.running())
        .agent("threshold=2s,interval=100ms")
        .flags("-Djava.util.logging.config.file=" + Artifacts.libraryLogging())
        .main(LIBRARIES.classPathOf("HealthyChurn", 8), "HealthyChurn")
        .arguments("healthy", Nginx.small())
        .run(
            jvm -> {
              int late = Integer.parseInt(jvm.ask("churn"));
              Report report =
                  jvm.awaitReport("idle pools", each -> libraries(each).containsAll(STALE));
              assertThat(report.leaks())
                  .extracting(Report.Leak::verdict)
                  .containsOnly("stale_in_pool");
              assertThat(jvm.agentLines())
                  .filteredOn(line -> line.contains("in CLOSE_WAIT ("))
                  .as("alerts, where so many uses really took as long: " + late)
                  .hasSizeLessThanOrEqualTo(late);
            });
  }

  private static Set<String> libraries(Report report) {
    return report.leaks().stream().map(Report.Leak::library).collect(Collectors.toSet());
  }
}
