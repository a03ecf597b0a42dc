package io.closewait.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportTest {
  @ParameterizedTest
  @EnumSource
  void noPieceGrowsWithTheConnections(Format format) throws IOException {
    Pieces few = write(format, 1000);
    Pieces many = write(format, 8000);

    assertThat(many.largest).isLessThan(few.largest + 100);
    if (format != Format.TEXT) {
      assertThat(many.total).isGreaterThan(few.total + 7000 * 100);
    }
  }

  private static Pieces write(Format format, int connections) throws IOException {
    Pieces pieces = new Pieces();
    Report.write(format, Samples.eofIgnored(connections), Samples.subject(), pieces);
    return pieces;
  }

  /** How long what is written is, in all and at once. */
  private static final class Pieces extends Writer {
    private long total;
    private int largest;

    @Override
    public void write(char[] buffer, int offset, int length) {
      total += length;
      largest = Math.max(largest, length);
    }

    @Override
    public void write(String text, int offset, int length) {
      total += length;
      largest = Math.max(largest, length);
    }

    @Override
    public void flush() {
      // Nothing is kept.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
