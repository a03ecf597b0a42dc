package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An idle connection in a real library's pool is no leak, and one that was taken and not given back
 * is, although the same frames opened both.
 */
class PoolsIT {
  @ParameterizedTest
  @ValueSource(strings = {"Apache HttpClient 5", "OkHttp", "Jedis"})
  void idleConnectionIsStale(String library) throws Exception {
    launch(library, "healthy")
        .run(
            jvm -> {
              jvm.ask("request");
              jvm.ask("hang up");
              Report report = jvm.awaitReport("the connection", each -> each.sockets() == 1);
              Report.Leak leak = report.leaks().get(0);
              assertThat(leak.verdict()).isEqualTo("stale_in_pool");
              assertThat(leak.severity()).isEqualTo("info");
              assertThat(leak.library()).isEqualTo(library);
              assertThat(leak.site().frame()).startsWith("PooledClient.");
              assertThat(jvm.agentLines()).as("the line at start").hasSize(1);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = "Jedis")
  void takenConnectionIsALeak(String library) throws Exception {
    launch(library, "leak")
        .run(
            jvm -> {
              jvm.ask("request");
              jvm.ask("hang up");
              jvm.awaitReport("the first", each -> each.withVerdict("stale_in_pool").size() == 1);
              // The pool may be opening another while the server closes the first: 1 s is allowed.
              jvm.awaitReport("some seconds in CLOSE_WAIT", each -> waited(each) >= 3);
              jvm.ask("request");
              jvm.ask("hang up");
              Report report =
                  jvm.awaitReport("both", each -> each.sockets() == 2 && each.leaks().size() == 1);
              Report.Leak leak = report.leaks().get(0);
              assertThat(leak.severity()).isEqualTo("leak");
              assertThat(leak.library()).isEqualTo(library);
              assertThat(leak.site().frame()).startsWith("PooledClient.");
              jvm.awaitAgentLine("(never_read)");
            });
  }

  private static long waited(Report report) {
    return report.leaks().get(0).connections().get(0).closeWaitSeconds();
  }

  private static Launch launch(String library, String variant) {
    return Launch.on(Jdks.running())
        .agent("threshold=500ms,interval=200ms")
        .flags("-cp", Artifacts.libraries() + "/*")
        .singleFile("PooledClient")
        .arguments(library, variant);
  }
}
