package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The woven classes of the JDK pass the verifier, which the JVM does not ask by itself. */
class VerifyIT {
  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void wovenClassesPass(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .flags("-Xverify:all")
        .agent("threshold=500ms,interval=200ms")
        .program("LifeCycles")
        .run(
            jvm -> {
              Report report = jvm.awaitReport("all sockets", each -> each.sockets() == 26);
              assertThat(report.blind()).isEmpty();
            });
  }
}
