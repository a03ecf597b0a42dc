package io.closewait.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long START = Long.MAX_VALUE - 50;

  @Test
  void theFirstLookIsDueAtOnce() {
    assertThat(new Pace().due(START)).isTrue();
    assertThat(new Pace().allowed(START)).isTrue();
  }

  @Test
  void aLookIsDueAfterAThousandTimesWhatTheLastOneTook() {
    Pace pace = new Pace();
    pace.looked(START, START + 80);
    assertThat(pace.due(START + 80 + 79_999)).isFalse();
    assertThat(pace.due(START + 80 + 80_000)).isTrue();
  }

  @Test
  void aLookThatIsWaitedForIsAllowedAfterAHundredTimes() {
    Pace pace = new Pace();
    pace.looked(START, START + 80);
    assertThat(pace.allowed(START + 80 + 7_999)).isFalse();
    assertThat(pace.allowed(START + 80 + 8_000)).isTrue();
  }

  @Test
  void noDiagnosisWaitsForMoreThanTenSeconds() {
    Pace pace = new Pace();
    pace.looked(START, START + 1_000_000_000);
    assertThat(pace.allowed(START + 10_999_999_999L)).isFalse();
    assertThat(pace.allowed(START + 11_000_000_000L)).isTrue();
  }

  @Test
  void aLookThatGetsFasterIsDueSooner() {
    Pace pace = new Pace();
    pace.looked(0, 1_000);
    pace.looked(2_000_000, 2_000_001);
    assertThat(pace.due(2_001_001)).isTrue();
  }
}
