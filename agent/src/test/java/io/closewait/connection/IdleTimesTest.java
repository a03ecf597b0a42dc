package io.closewait.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.bridge.Bridge;
import io.closewait.bridge.UseBridge;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests since when a descriptor counts as idle: here after ten seconds without a use. */
class IdleTimesTest {
  private static final int FD = 7;
  private static final long NOW = 1_000_000_000_000L;

  private final IdleTimes times = new IdleTimes(10_000);
  private final long nanos = System.nanoTime();

  @BeforeEach
  @AfterEach
  void listenNoMore() {
    Bridge.listen(null);
  }

  private long sinceAt(int second) {
    times.look(FD + 1, NOW + second * 1000L, nanos + TimeUnit.SECONDS.toNanos(second));
    return times.since(FD);
  }

  @Test
  void countsFromTheFirstLookAfterTheLastUse() {
    assertThat(sinceAt(0)).isZero();
    assertThat(sinceAt(9)).isZero();
    assertThat(sinceAt(10)).isEqualTo(NOW);

    UseBridge.write("owner", FD);
    assertThat(times.since(FD)).as("is used").isZero();
    assertThat(sinceAt(12)).isZero();
    assertThat(sinceAt(21)).isZero();
    assertThat(sinceAt(30)).isEqualTo(NOW + 12_000);
  }

  @Test
  void knowsNothingOfADescriptorThatWasNotLookedAt() {
    sinceAt(0);
    sinceAt(100);
    assertThat(times.since(1_000)).isZero();
  }
}
