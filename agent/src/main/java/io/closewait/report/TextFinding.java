package io.closewait.report;

import io.closewait.diagnosis.Finding;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** One finding in the text report: a title, then what to know and do. */
final class TextFinding {
  private final TextLayout layout;
  private final long now;
  private final Finding finding;

  TextFinding(TextLayout layout, long now, Finding finding) {
    this.layout = layout;
    this.now = now;
    this.finding = finding;
  }

  void write() throws IOException {
    layout.line(title());
    if (finding.site() != null) {
      layout.row("where", Printable.of(finding.site().frame()));
    }
    if (finding.acceptor() != null) {
      layout.row("acceptor", Printable.of(finding.acceptor().sentence()));
    }
    layout.row("why", Printable.of(finding.reason()));
    layout.row("do", Printable.of(finding.remedy()));
    if (hasAge()) {
      layout.row("since", Times.second(finding.oldestSince()));
    }
    if (!finding.remotes().isEmpty()) {
      layout.row("remotes", TextLeak.remotes(finding.remotes()));
    }
    if (!finding.facts().isEmpty()) {
      layout.row("figures", facts());
    }
  }

  private String title() {
    return finding.severity().text().toUpperCase(Locale.ROOT)
        + " "
        + finding.kind().text()
        + ": "
        + Quantity.of(finding.count(), finding.kind().topic().noun())
        + (hasAge()
            ? ", the oldest " + Quantity.duration(now - finding.oldestSince()) + " ago"
            : "");
  }

  /** The kernel counts what is not accepted yet, and does not date it. */
  private boolean hasAge() {
    return finding.oldestSince() < now;
  }

  private String facts() {
    StringBuilder text = new StringBuilder(100);
    for (Map.Entry<String, Number> fact : finding.facts().entrySet()) {
      text.append(text.length() == 0 ? "" : ", ").append(fact.getKey()).append(' ');
      text.append(number(fact.getValue()));
    }
    return text.toString();
  }

  private static String number(Number value) {
    return value instanceof Double ? Quantity.tenths(value.doubleValue()) : value.toString();
  }
}
