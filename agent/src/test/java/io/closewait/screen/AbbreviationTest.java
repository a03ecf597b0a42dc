package io.closewait.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbbreviationTest {
  @ParameterizedTest
  @CsvSource({
    "60, com.acme.shop.PriceClient.fetch(PriceClient.java:41)",
    "50, c.acme.shop.PriceClient.fetch(PriceClient.java:41)",
    "46, c.a.s.PriceClient.fetch(PriceClient.java:41)",
    "40, com.acme.shop.PriceClient.fetch:41",
    "30, c.a.shop.PriceClient.fetch:41",
    "20, PriceClient.fetch:41",
    "16, PriceCl..etch:41"
  })
  void frames(int width, String expected) {
    String frame = "com.acme.shop.PriceClient.fetch(PriceClient.java:41)";
    assertThat(Abbreviation.frame(frame, width)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Standalone.main(Standalone.java:3), 17, Standalone.main:3",
    "com.acme.Outer$Inner.<init>(Unknown Source), 24, c.a.Outer$Inner.<init>",
    "'unknown, no hook saw it', 12, unkno..aw it",
    "/opt/shop/application.jar, 12, /opt/..n.jar",
    "com.acme.Shop, 10, c.a.Shop",
    "abcdef, 3, abc",
    "abcdef, 0, ''"
  })
  void otherTexts(String text, int width, String expected) {
    assertThat(Abbreviation.frame(text, width)).isEqualTo(expected);
  }
}
