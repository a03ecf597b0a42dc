package io.closewait.bench.macro;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.bench.macro.Paired.Interval;
import org.junit.jupiter.api.Test;

/** What is published rests on this arithmetic. */
class PairedTest {
  @Test
  void medianIsTheMiddle() {
    assertThat(Paired.median(new double[] {3, 1, 2})).isEqualTo(2);
    assertThat(Paired.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
  }

  @Test
  void equalSlicesLeaveNoDoubt() {
    Paired paired = new Paired();
    paired.addRound(new double[] {1.5, 1.5});
    paired.addRound(new double[] {1.5, 1.5});
    assertThat(paired.median()).isEqualTo(new Interval(1.5, 1.5, 1.5));
  }

  @Test
  void roundsThatDisagreeWidenTheIntervalThoughTheirSlicesAgree() {
    Paired paired = new Paired();
    for (double round : new double[] {1.0, 1.1, 1.2}) {
      paired.addRound(new double[] {round, round, round, round, round, round});
    }
    Interval interval = paired.median();
    assertThat(interval.median()).isEqualTo(1.1);
    assertThat(interval.low()).isEqualTo(1.0);
    assertThat(interval.high()).isEqualTo(1.2);
  }

  @Test
  void reads() {
    assertThat(new Interval(1.0149, 0.9, 1.1)).hasToString("1.015 (0.900–1.100)");
  }
}
