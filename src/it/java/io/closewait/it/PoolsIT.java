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
  @ValueSource(strings = {"Apache HttpClient 5", "OkHttp", "Jedis"})
  void takenConnectionIsALeakBecauseThePoolSaysSo(String library) throws Exception {
    launch(library, "leak")
        .run(
            jvm -> {
              jvm.ask("request");
              jvm.ask("hang up");
              jvm.awaitAgentLine("(never_read)");
              Report.Leak leak = jvm.awaitReport("it", each -> each.sockets() == 1).leaks().get(0);
              assertThat(leak.severity()).isEqualTo("leak");
              assertThat(leak.reason()).contains("says that 1 of its 1 connections is taken");
              assertThat(leak.library()).isEqualTo(library);
              assertThat(leak.site().frame()).startsWith("PooledClient.");
            });
  }

  private static Launch launch(String library, String variant) {
    return Launch.on(Jdks.running())
        .agent("threshold=500ms,interval=200ms")
        .flags("-cp", Artifacts.libraries() + "/*")
        .singleFile("PooledClient")
        .arguments(library, variant);
  }
}
