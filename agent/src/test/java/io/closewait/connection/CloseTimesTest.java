package io.closewait.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which bound counts which time. */
class CloseTimesTest {
  private final CloseTimes times = new CloseTimes();

  @ParameterizedTest
  @CsvSource({
    "-1, 10, 0",
    "0, 10, 0",
    "10, 10, 10",
    "11, 100, 11",
    "60000, 60000, 60000",
    "60001, 300000, 60001",
    "3600001, 9223372036854775807, 3600001"
  })
  void aTimeIsCountedAtTheFirstBoundThatItDoesNotPass(long millis, long bound, long sum) {
    times.add(millis);

    for (int i = 0; i < times.size(); i++) {
      assertThat(times.count(i)).isEqualTo(times.bound(i) == bound ? 1 : 0);
    }
    assertThat(times.sum()).isEqualTo(sum);
  }
}
