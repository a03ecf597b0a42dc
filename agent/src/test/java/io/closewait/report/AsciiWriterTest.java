package io.closewait.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class AsciiWriterTest {
  private final StringWriter out = new StringWriter();
  private final AsciiWriter writer = new AsciiWriter(out);

  @Test
  void escapesWhatATerminalMayObey() throws IOException {
    writer.write("a\nb\u007f\u009bü\ud83d\ude00");
    writer.flush();
    assertThat(out).hasToString("a\nb\\u007f\\u009b\\u00fc\\ud83d\\ude00");
  }

  @Test
  void losesNothingWhereverABlockEnds() throws IOException {
    StringBuilder expected = new StringBuilder();
    for (int length = 1; length < 200; length++) {
      String text = "x".repeat(length);
      writer.write(text);
      writer.write('ü');
      writer.write("-é-".toCharArray(), 1, 1);
      expected.append(text).append("\\u00fc\\u00e9");
    }
    writer.close();
    assertThat(out).hasToString(expected.toString());
  }
}
