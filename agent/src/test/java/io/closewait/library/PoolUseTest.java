package io.closewait.library;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PoolUseTest {
  @Test
  void onlyWhatWasTakenAtBothMomentsWasNotGivenBack() {
    PoolUse steady = PoolUse.of("One", 3, 1).steadySince(PoolUse.of("One", 2, 5));
    assertThat(steady.library()).isEqualTo("One");
    assertThat(steady.leased()).hasValue(2);
    assertThat(steady.idle()).isEqualTo(5);
  }

  @Test
  void whatIsIdleAtOneMomentWasNotTaken() {
    PoolUse steady = PoolUse.ofIdle("One", 0).steadySince(PoolUse.ofIdle("One", 1));
    assertThat(steady.leased()).isEmpty();
    assertThat(steady.idle()).isEqualTo(1);
  }
}
