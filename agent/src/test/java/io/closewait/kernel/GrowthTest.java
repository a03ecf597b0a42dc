package io.closewait.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
  void isNegativeWhenDescriptorsAreReleased() {
    growth.add(START, 100);
    growth.add(START + HOUR / 2, 50);
    assertThat(growth.perHour()).isCloseTo(-100, within(1e-6));
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
