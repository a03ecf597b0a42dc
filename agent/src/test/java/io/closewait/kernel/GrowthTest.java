package io.closewait.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static final long START = 1_700_000_000_000L;
  private static final long SECOND = 1000;
  private static final long HOUR = 3600 * SECOND;

  private final Growth growth = new Growth();

  @Test
  void saysNothingBeforeHalfAMinute() {
    growth.add(START, 10);
    growth.add(START + 29 * SECOND, 1000);
    assertThat(growth.perHour()).isZero();
  }

  @Test
  void isTheSlopeOfAStraightLine() {
    for (long at = 0; at <= 600 * SECOND; at += 5 * SECOND) {
      growth.add(START + at, 100 + at / (60 * SECOND));
    }
    assertThat(growth.perHour()).isCloseTo(60, within(1.0));
  }

  @Test
  void aStepAtTheStartIsNoGrowth() {
    for (long at = 0; at <= 600 * SECOND; at += 5 * SECOND) {
      growth.add(START + at, at < 60 * SECOND ? 14 : 4000 + at / (5 * SECOND) % 2);
    }
    assertThat(growth.perHour()).isZero();
  }

  @Test
  void isNegativeWhenDescriptorsAreReleased() {
    growth.add(START, 100);
    growth.add(START + HOUR / 2, 50);
    assertThat(growth.perHour()).isCloseTo(-100, within(1e-6));
  }

  @Test
  void remembersAsManyCountsAsAreAskedForAndTheLast() {
    for (int i = 0; i <= 100; i++) {
      growth.add(START + i * 5 * SECOND, 100 + i);
    }
    assertThat(growth.history(1000)).hasSize(101);
    List<DescriptorCount> some = growth.history(10);
    assertThat(some)
        .extracting(DescriptorCount::open)
        .containsExactly(101L, 112L, 123L, 134L, 145L, 156L, 167L, 178L, 189L, 200L);
    assertThat(some.get(9).at()).isEqualTo(START + 500 * SECOND);
    assertThat(new Growth().history(10)).isEmpty();
  }

  @Test
  void forgetsWhatIsOlderThanAnHour() {
    for (long at = 0; at < 3 * HOUR; at += 100) {
      growth.add(START + at, at < 2 * HOUR - 10 * SECOND ? at : 500);
    }
    assertThat(growth.perHour()).isZero();
  }

  @Test
  void startsAnewWhenTheClockGoesBack() {
    growth.add(START, 10);
    growth.add(START + HOUR / 2, 10_000);
    growth.add(START - HOUR, 10);
    assertThat(growth.perHour()).isZero();
    growth.add(START - HOUR + 60 * SECOND, 11);
    assertThat(growth.perHour()).isCloseTo(60, within(1e-6));
  }
}
