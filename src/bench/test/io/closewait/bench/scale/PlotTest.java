package io.closewait.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlotTest {
  /** Of a letter in the size of the plots, in a wide typeface. */
  private static final double LETTER = 7.2;

  private static final double LINE = 14;

  @ParameterizedTest
  @ValueSource(
      strings = {
        RealConnections.SAMPLE,
        RealConnections.OPEN + "none",
        RealConnections.OPEN + "closewait",
        RealConnections.HEAP + "closewait",
        SimulatedConnections.OPEN,
        SimulatedConnections.SAMPLE,
        SimulatedConnections.DIAGNOSIS,
        SimulatedConnections.HEAP
      })
  void theNameOfASeriesFits(String name) {
    String svg = svg(name);

    double width = Double.parseDouble(find(svg, "viewBox=\"0 0 (\\d+)").group(1));
    assertThat(place(svg, name, 1) + LETTER * name.length()).isLessThan(width);
  }

  @Test
  void theUnitStandsAboveTheNumbers() {
    String svg = svg("name");

    assertThat(place(svg, "unit", 2)).isLessThanOrEqualTo(place(svg, "1,000", 2) - LINE);
    assertThat(place(svg, "title", 2)).isLessThanOrEqualTo(place(svg, "unit", 2) - LINE);
  }

  private static String svg(String name) {
    Series series = new Series(name);
    series.add(1, 10);
    series.add(100, 1000);
    return Plot.svg("title", "connections", "unit", List.of(series));
  }

  /** Where a text stands: 1 for x, 2 for y. */
  private static double place(String svg, String text, int coordinate) {
    String pattern = "<text x=\"([^\"]+)\" y=\"([^\"]+)\"[^>]*>" + Pattern.quote(text) + "<";
    return Double.parseDouble(find(svg, pattern).group(coordinate));
  }

  private static MatchResult find(String svg, String pattern) {
    return Pattern.compile(pattern).matcher(svg).results().findFirst().orElseThrow();
  }
}
