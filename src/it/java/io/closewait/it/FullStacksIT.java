package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where an application's stack overflows inside a socket, the hooks do not keep its thread. */
class FullStacksIT {
  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void overflowsAndGoesOn(Jdk jdk) throws Exception {
    Launch.on(jdk)
        // The JDK's own locks warn of such a stack.
        .flags("-XX:-PrintWarnings")
        .agent("threshold=1m,interval=200ms")
        .program("FullStacks")
        .run(
            jvm -> {
              jvm.awaitSamples(2);
              assertThat(jvm.ask("overflow")).isEqualTo("overflowed");
              jvm.closeSockets();
              jvm.overflows();
            });
  }
}
