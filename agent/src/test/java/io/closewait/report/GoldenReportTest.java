package io.closewait.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.diagnosis.Diagnosis;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares whole reports; {@code -Dclosewait.update=true} writes them anew, to be read as a diff.
 */
class GoldenReportTest {
  private static final Path GOLDEN = Path.of("src/test/resources/io/closewait/report");

  private static final Map<String, Diagnosis> CASES =
      Map.of(
          "no-leak", Samples.noLeak(),
          "findings", Samples.findings(),
          "eof-ignored", Samples.eofIgnored(),
          "mix", Samples.mix(),
          "not-accepted", Samples.notAccepted(),
          "out-of-descriptors", Samples.outOfDescriptors(true),
          "kernel-off", Samples.kernelOff(),
          "stuck-selector", Samples.stuckSelector());

  @ParameterizedTest
  @CsvSource({
    "no-leak",
    "findings",
    "eof-ignored",
    "mix",
    "not-accepted",
    "out-of-descriptors",
    "kernel-off",
    "stuck-selector"
  })
  void reports(String name) throws IOException {
    compare(name + ".txt", write(Format.TEXT, CASES.get(name)));
    compare(name + ".json", write(Format.JSON, CASES.get(name)));
  }

  @ParameterizedTest
  @CsvSource({"eof-ignored", "mix", "findings", "out-of-descriptors", "kernel-off"})
  void whatAScreenShows(String name) throws IOException {
    compare(name + ".facts", Brief.of(CASES.get(name), Samples.subject()));
  }

  @Test
  void messages() throws IOException {
    StringBuilder all = new StringBuilder();
    all.append(Messages.started("1.0.0", 4711, 60_000, "/x/y.txt")).append('\n');
    all.append(Messages.started("1.0.0", 4711, 500, null)).append('\n');
    Samples.mix().leaks().forEach(l -> all.append(Messages.appeared(l, Samples.NOW)).append('\n'));
    all.append(Messages.appeared(Samples.eofIgnoredLeak(12), Samples.NOW)).append('\n');
    all.append(Messages.shortage(Samples.outOfDescriptors(false))).append('\n');
    all.append(Messages.shortage(Samples.outOfDescriptors(true))).append('\n');
    all.append(Messages.appeared(Samples.notAccepted().leaks().get(0), Samples.NOW)).append('\n');
    all.append(Messages.recovered(Samples.eofIgnoredLeak(12))).append('\n');
    all.append(Messages.trouble("no directory /x\u001b[2J\n/y; create it")).append('\n');
    compare("messages.txt", all.toString());
  }

  @ParameterizedTest
  @CsvSource({"mix, TEXT", "mix, JSON"})
  void holdsPrintableAsciiOnly(String name, Format format) throws IOException {
    String report = write(format, CASES.get(name));
    assertThat(report.chars().filter(c -> c != '\n' && (c < ' ' || c > '~'))).isEmpty();
    assertThat(report).contains("<script>");
  }

  private static void compare(String file, String actual) throws IOException {
    Path golden = GOLDEN.resolve(file);
    if (Boolean.getBoolean("closewait.update")) {
      Files.write(golden, actual.getBytes(UTF_8));
    }
    assertThat(actual).isEqualTo(new String(Files.readAllBytes(golden), UTF_8));
  }

  private static String write(Format format, Diagnosis diagnosis) throws IOException {
    StringWriter out = new StringWriter();
    Report.write(format, diagnosis, Samples.subject(), out);
    return out.toString();
  }
}
