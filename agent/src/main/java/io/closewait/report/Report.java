package io.closewait.report;

import io.closewait.diagnosis.Diagnosis;
import java.io.IOException;
import java.io.Writer;

/** Writes a diagnosis in the format a user chose. */
public final class Report {
  private Report() {}

  /**
   * Streams the report; needs memory for one line only. Thread-safe, neither closes nor flushes the
   * writer.
   *
   * @throws IOException what {@code out} throws
   */
  public static void write(Format format, Diagnosis diagnosis, Subject subject, Writer out)
      throws IOException {
    switch (format) {
      case JSON:
        JsonReport.write(diagnosis, subject, out);
        break;
      case HTML:
        HtmlReport.write(diagnosis, subject, out);
        break;
      case TEXT:
        TextReport.write(diagnosis, subject, out);
    }
  }
}
