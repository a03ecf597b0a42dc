package io.closewait;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** A part of a page that the code says best, between two comments that name it. */
public final class GeneratedPart {
  private GeneratedPart() {}

  /**
   * Fails unless the page has this as the part of that name; with {@code closewait.update} writes
   * it there.
   *
   * @param page relative to the root of the project
   */
  public static void assertIn(String page, String name, String part) throws IOException {
    Path file = Paths.get("..", page);
    String text = new String(Files.readAllBytes(file), UTF_8);
    String begin = "<!-- " + name + " -->\n";
    String end = "<!-- /" + name + " -->";
    assertThat(text).containsOnlyOnce(begin).containsOnlyOnce(end);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(end);
    if (Boolean.getBoolean("closewait.update")) {
      Files.write(file, (text.substring(0, from) + part + text.substring(to)).getBytes(UTF_8));
    } else {
      assertThat(text.substring(from, to))
          .as("%s is stale: run this test with -Dclosewait.update=true", page)
          .isEqualTo(part);
    }
  }
}
