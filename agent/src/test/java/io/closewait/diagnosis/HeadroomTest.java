package io.closewait.diagnosis;

import static io.closewait.diagnosis.Headroom.Alarm.FEW_LEFT;
import static io.closewait.diagnosis.Headroom.Alarm.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.kernel.Descriptors;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Tests when descriptors that run short are worth a line. */
class HeadroomTest {
  private final Headroom headroom = new Headroom();

  private static Descriptors open(long count) {
    return new Descriptors(OptionalLong.of(count), OptionalLong.of(100), 0);
  }

  @Test
  void warnsOnceAtFourFifthsAndAgainOnlyAfterThereWereEnough() {
    assertThat(headroom.update(open(79))).isNull();
    assertThat(headroom.isShort(open(79))).isFalse();
    assertThat(headroom.update(open(80))).isEqualTo(FEW_LEFT);
    assertThat(headroom.isShort(open(80))).isTrue();
    assertThat(headroom.update(open(95))).isNull();
    assertThat(headroom.update(open(70))).isNull();
    assertThat(headroom.update(open(80))).as("it never fell below 70 %").isNull();
    assertThat(headroom.update(open(69))).isNull();
    assertThat(headroom.update(open(80))).isEqualTo(FEW_LEFT);
  }

  @Test
  void tellsOfARefusalAfterTheWarning() {
    headroom.update(open(90));
    headroom.refuse();

    assertThat(headroom.refused()).isTrue();
    assertThat(headroom.update(open(100))).isEqualTo(REFUSED);
    headroom.refuse();
    assertThat(headroom.update(open(100))).as("told already").isNull();
    assertThat(headroom.update(open(50))).isNull();
    assertThat(headroom.refused()).isFalse();
    assertThat(headroom.isShort(open(50))).isFalse();
  }

  @Test
  void aRefusalNeedsNoWarningAfterIt() {
    headroom.refuse();

    assertThat(headroom.update(open(100))).isEqualTo(REFUSED);
    assertThat(headroom.update(open(99))).isNull();
  }

  @Test
  void withoutALimitOnlyARefusalCounts() {
    Descriptors unlimited = new Descriptors(OptionalLong.of(5000), OptionalLong.empty(), 0);

    assertThat(headroom.update(unlimited)).isNull();
    headroom.refuse();
    assertThat(headroom.update(unlimited)).isEqualTo(REFUSED);
    assertThat(headroom.isShort(unlimited)).isTrue();
  }
}
