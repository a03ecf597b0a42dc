package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sockets that are older than the agent get a record when they are used. */
class EldersIT {
  private static final Map<String, String> VERDICTS =
      Map.of(
          "readToEnd", "eof_ignored",
          "readChannelToEnd", "eof_ignored",
          "write", "never_read",
          "select", "never_read");

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void areAdopted(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .program("Elders")
        .run(
            jvm -> {
              Cli.Result attach =
                  Cli.run(jdk, "attach", jvm.pid(), "threshold=1s", "interval=200ms");
              assertThat(attach.status()).as(attach.toString()).isZero();
              jvm.watched(true);
              jvm.ask("use");
              Report report =
                  jvm.awaitReport("all sockets", each -> each.sockets() == VERDICTS.size() + 1);
              assertThat(report.withVerdict("untracked"))
                  .extracting(Report.Leak::count)
                  .containsExactly(1);
              assertAdopted(report);
              jvm.closeSockets();
              jvm.awaitReport("no leak", each -> each.leaks().isEmpty());
            });
  }

  private static void assertAdopted(Report report) {
    Map<String, Report.Leak> adopted =
        report.leaks().stream()
            .filter(leak -> leak.site() != null)
            .collect(Collectors.toMap(Report.Leak::method, leak -> leak));
    assertThat(adopted.keySet()).isEqualTo(VERDICTS.keySet());
    adopted.forEach(
        (method, leak) -> {
          assertThat(leak.verdict()).as(method).isEqualTo(VERDICTS.get(method));
          assertThat(leak.site().kind()).isEqualTo("adopted");
          assertThat(leak.reason()).contains("opened before closewait came");
          assertThat(leak.connections().get(0).events().get(0).event()).isEqualTo("adopted");
        });
    assertThat(adopted.get("readToEnd").eof().frame()).contains(".Elders.readToEnd(");
    assertThat(adopted.get("select").reason()).contains("no interest in reading");
    assertThat(adopted.get("select").connections().get(0).selector().thread().name())
        .isEqualTo("silent");
  }
}
