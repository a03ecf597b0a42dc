package io.closewait.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The edit distance behind "did you mean". */
class SpellingTest {
  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "'', abc, 3",
    "abc, '', 3",
    "report, report, 0",
    "treshold, threshold, 1",
    "kernle, kernel, 2",
    "kitten, sitting, 3"
  })
  void distance(String from, String to, int distance) {
    assertThat(Spelling.distance(from, to)).isEqualTo(distance);
  }
}
