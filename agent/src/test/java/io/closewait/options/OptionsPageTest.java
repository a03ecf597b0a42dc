package io.closewait.options;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.junit.jupiter.api.Test;

/** The options table of the README is the generated one. */
class OptionsPageTest {
  private static final String BEGIN = "<!-- options -->\n";
  private static final String END = "<!-- /options -->";

  @Test
  void readmeHasTheGeneratedTable() throws IOException {
    Path readme = Paths.get("..", "README.md");
    String page = new String(Files.readAllBytes(readme), UTF_8);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    assertThat(page).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
    if (Boolean.getBoolean("closewait.update")) {
      String updated = page.substring(0, from) + OptionsTable.markdown() + page.substring(to);
      Files.write(readme, updated.getBytes(UTF_8));
    } else {
      assertThat(page.substring(from, to))
          .as("stale options table: run this test with -Dclosewait.update=true")
          .isEqualTo(OptionsTable.markdown());
    }
  }
}
