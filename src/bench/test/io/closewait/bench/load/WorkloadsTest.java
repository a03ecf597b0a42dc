package io.closewait.bench.load;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each load does what it says, again and again. */
class WorkloadsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "socket-exchange",
        "channel-exchange",
        "selector-exchange",
        "async-exchange",
        "socket-visit",
        "channel-visit"
      })
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void answersManyOperations(String name) throws Exception {
    Workload workload = Workloads.of(name, 20);
    Operation operation = workload.client(workload.serve());
    for (int i = 0; i < 50; i++) {
      operation.run();
    }
  }

  @Test
  void namesAnUnknownOne() {
    assertThatThrownBy(() -> Workloads.of("sockets", 0)).hasMessageContaining("sockets");
  }
}
