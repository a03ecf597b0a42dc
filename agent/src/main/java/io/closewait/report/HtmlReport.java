package io.closewait.report;

import io.closewait.diagnosis.Diagnosis;
import java.io.IOException;
import java.io.Writer;

/** The report as one page that needs nothing else: the page, and the report for programs in it. */
final class HtmlReport {
  private HtmlReport() {}

  static void write(Diagnosis diagnosis, Subject subject, Writer out) throws IOException {
    HtmlPage page = HtmlPage.loaded();
    out.write(page.beforeReport());
    JsonReport.writeIntoPage(diagnosis, subject, out);
    out.write(page.afterReport());
  }
}
