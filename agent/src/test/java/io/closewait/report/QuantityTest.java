package io.closewait.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "-5, 0s",
    "0, 0s",
    "500, 500ms",
    "1000, 1s",
    "60000, 60s",
    "119999, 119s",
    "120000, 2m",
    "250000, 4m10s",
    "3600000, 1h",
    "7380000, 2h3m",
    "86400000, 1d",
    "273600000, 3d4h"
  })
  void durationHasItsTwoLargestUnits(long millis, String text) {
    assertThat(Quantity.duration(millis)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "3.07, 3.1",
    "30.5, 30.5",
    "-0.5, -0.5",
    "-0.04, 0.0",
    "12345678.9, 12345678.9",
    "NaN, 0.0"
  })
  void tenthsHaveOneDecimal(double value, String text) {
    assertThat(Quantity.tenths(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, steady",
    "3.07, 3.1 more a minute",
    "-2, 2.0 fewer a minute",
    "0.04, less than 0.1 more a minute"
  })
  void growthNamesItsDirection(double rate, String text) {
    assertThat(Quantity.growth(rate, "a minute")).isEqualTo(text);
  }
}
