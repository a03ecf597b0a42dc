package io.closewait.options;

import io.closewait.GeneratedPart;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of options are the generated ones. */
class OptionsPageTest {
  @ParameterizedTest
  @CsvSource({"README.md, src/site/markdown/", "src/site/markdown/options.md, ''"})
  void pageHasTheGeneratedTable(String page, String pages) throws IOException {
    GeneratedPart.assertIn(page, "options", OptionsTable.markdown(pages));
  }
}
