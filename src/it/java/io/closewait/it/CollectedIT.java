package io.closewait.it;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the collector leaves open when nobody refers to a socket any more: it closes those of
 * java.net, it takes a channel and not its descriptor, and it cannot take an asynchronous channel,
 * which its group refers to.
 */
class CollectedIT {
  private static final Map<String, String> VERDICTS =
      Map.of(
          "channel", "collected",
          "adaptor", "collected",
          "cancelledKey", "collected",
          "async", "never_read");

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void eachKindOfSocket(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .agent("threshold=500ms,interval=200ms")
        .program("Dropped")
        .run(
            jvm ->
                Await.until(
                    "the verdicts " + VERDICTS,
                    () -> {
                      jvm.ask("collect");
                      Report report = jvm.awaitReport("a report", each -> true);
                      return verdicts(report).equals(VERDICTS);
                    }));
  }

  private static Map<String, String> verdicts(Report report) {
    return report.leaks().stream()
        .collect(Collectors.toMap(Report.Leak::method, Report.Leak::verdict));
  }
}
