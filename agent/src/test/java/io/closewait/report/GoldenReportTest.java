package io.closewait.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.diagnosis.Diagnosis;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compares whole reports; {@code -Dclosewait.update=true} writes them anew, to be read as a diff.
 */
class GoldenReportTest {
  @ParameterizedTest
  @EnumSource
  void reports(Golden golden) throws IOException {
    compare(golden.file("txt"), write(Format.TEXT, golden.diagnosis));
    compare(golden.file("json"), write(Format.JSON, golden.diagnosis));
  }

  @ParameterizedTest
  @EnumSource(names = {"EOF_IGNORED", "MIX", "FINDINGS", "OUT_OF_DESCRIPTORS", "KERNEL_OFF"})
  void whatAScreenShows(Golden golden) throws IOException {
    compare(golden.file("facts"), Brief.of(golden.diagnosis, Samples.subject()));
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
    all.append(Messages.servingAnybody("http://0.0.0.0:9464/")).append('\n');
    all.append(Messages.trouble("no directory /x\u001b[2J\n/y; create it")).append('\n');
    compare(Golden.DIRECTORY.resolve("messages.txt"), all.toString());
  }

  @ParameterizedTest
  @EnumSource(names = {"TEXT", "JSON"})
  void holdsPrintableAsciiOnly(Format format) throws IOException {
    String report = write(format, Samples.mix());
    assertThat(report.chars().filter(c -> c != '\n' && (c < ' ' || c > '~'))).isEmpty();
    assertThat(report).contains("<script>");
  }

  private static void compare(Path golden, String actual) throws IOException {
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
