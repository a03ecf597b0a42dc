package io.closewait.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares whole screens; {@code -Dclosewait.update=true} writes them anew, to be read as a diff.
 */
class ScreenTest {
  private static final Path RESOURCES = Path.of("src/test/resources/io/closewait/screen");
  private static final String FOOTER = "q quit  r refresh  p pause  every 2s";

  @ParameterizedTest
  @CsvSource({"shop, 80, 24", "shop, 120, 40", "shop, 40, 10", "healthy, 80, 24"})
  void fillsTheTerminal(String name, int width, int height) throws IOException {
    List<AttributedString> lines = screen(name, false).full(width, height, FOOTER);
    compare(name + "-" + width + "x" + height + ".txt", lines);
    assertThat(lines).hasSize(height).allMatch(line -> line.columnLength() <= width);
  }

  @Test
  void blocksAreNotCut() throws IOException {
    compare("shop-block.txt", screen("shop", false).block(400));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 2", "12, 5", "200, 8"})
  void survivesAnySize(int width, int height) throws IOException {
    assertThat(screen("shop", true).full(width, height, FOOTER))
        .hasSize(height)
        .allMatch(line -> line.columnLength() <= width);
  }

  @Test
  void coloursHaveAMeaning() throws IOException {
    assertThat(screen("shop", true).full(80, 24, FOOTER).get(1).styleAt(0))
        .isEqualTo(AttributedStyle.DEFAULT.bold().foreground(AttributedStyle.RED));
    assertThat(screen("healthy", true).full(80, 24, FOOTER).get(1).styleAt(0))
        .isEqualTo(AttributedStyle.DEFAULT.bold().foreground(AttributedStyle.GREEN));
  }

  @Test
  void noColourIsLeftWhereNoneIsWanted() throws IOException {
    assertThat(screen("shop", false).full(80, 24, FOOTER))
        .noneMatch(line -> line.toAnsi().matches("(?s).*\\[(\\d;)*3[0-7].*"));
  }

  private static Screen screen(String name, boolean colours) throws IOException {
    return new Screen(
        Facts.of(Files.readString(RESOURCES.resolve(name + ".facts"))), new Palette(colours));
  }

  private static void compare(String file, List<AttributedString> lines) throws IOException {
    String actual =
        lines.stream()
            .map(line -> line.toString().stripTrailing() + "\n")
            .collect(Collectors.joining());
    Path golden = RESOURCES.resolve(file);
    if (Boolean.getBoolean("closewait.update")) {
      Files.write(golden, actual.getBytes(UTF_8));
    }
    assertThat(actual).isEqualTo(Files.readString(golden));
  }
}
