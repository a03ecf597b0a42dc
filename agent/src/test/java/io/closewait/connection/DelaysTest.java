package io.closewait.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the quantiles, each of which may be a quarter too high and never too low. */
class DelaysTest {
  private static final CallSite SITE = new CallSite(List.of());

  private static final long NOW = 1_000_000_000_000L;

  private final Delays delays = new Delays(Origin.ACCEPT);

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 3, 4, 5, 7, 8, 100, 999, 40_000, 3_600_000, 86_400_000})
  void aQuantileIsAtMostAQuarterTooHigh(long millis) {
    delays.add(millis);
    long longest = delays.snapshot(SITE, clock(System.nanoTime())).longest();
    assertThat(longest).isGreaterThan(millis).isLessThanOrEqualTo(millis + millis / 4 + 1);
  }

  @Test
  void tellsTheMedianFromTheTail() {
    for (int i = 0; i < 97; i++) {
      delays.add(10);
    }
    for (int i = 0; i < 3; i++) {
      delays.add(40_000);
    }
    CloseDelays snapshot = delays.snapshot(SITE, clock(System.nanoTime()));
    assertThat(snapshot.origin()).isEqualTo(Origin.ACCEPT);
    assertThat(snapshot.count()).isEqualTo(100);
    assertThat(snapshot.median()).isBetween(10L, 13L);
    assertThat(snapshot.ninetieth()).isBetween(10L, 13L);
    assertThat(snapshot.ninetyNinth()).isBetween(40_000L, 50_000L);
  }

  @Test
  void takesAClockThatWentBackForNoTimeAndAWeekForTheLongest() {
    delays.add(-5);
    delays.add(7 * 86_400_000L);
    assertThat(delays.snapshot(SITE, clock(System.nanoTime())).median()).isEqualTo(1);
    assertThat(delays.snapshot(SITE, clock(System.nanoTime())).longest()).isPositive();
  }

  private static Clock clock(long nanos) {
    return new Clock(NOW, nanos);
  }

  @Test
  void forgetsWhatWasMoreThanAnHourAgo() {
    long now = System.nanoTime();
    delays.add(10);
    assertThat(after(now, 0).count()).isEqualTo(1);
    assertThat(after(now, 31).count()).isEqualTo(1);
    assertThat(after(now, 31).since()).isBetween(NOW - 32 * 60_000, NOW - 31 * 60_000 + 1_000);
    delays.add(20);
    assertThat(after(now, 32).count()).isEqualTo(2);
    assertThat(after(now, 62).count()).isEqualTo(1);
    assertThat(after(now, 62).since()).as("the second").isGreaterThan(NOW - 63 * 60_000);
    assertThat(after(now, 93).count()).isZero();
  }

  private CloseDelays after(long start, int minutes) {
    return delays.snapshot(SITE, clock(start + TimeUnit.MINUTES.toNanos(minutes)));
  }
}
