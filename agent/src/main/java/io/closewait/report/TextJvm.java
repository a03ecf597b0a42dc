package io.closewait.report;

import io.closewait.diagnosis.Diagnosis;
import java.io.IOException;

/** The JVM itself in the text report, with what closewait is in it. */
final class TextJvm {
  private final TextLayout layout;
  private final Diagnosis diagnosis;

  TextJvm(TextLayout layout, Diagnosis diagnosis) {
    this.layout = layout;
    this.diagnosis = diagnosis;
  }

  void write(Subject subject) throws IOException {
    layout.heading("This JVM", '=');
    layout.row("descriptors", descriptors());
    layout.row("process", "PID " + subject.pid() + ", " + Printable.of(subject.main()));
    layout.row(
        "Java", Printable.of(subject.java()) + ", started " + Times.second(subject.startedAt()));
    layout.row(
        "closewait",
        Printable.of(subject.version())
            + " ("
            + Printable.of(subject.attached())
            + ") since "
            + Times.second(subject.attachedAt()));
    layout.row("kernel", kernel());
  }

  private String kernel() {
    return diagnosis.kernel().equals("off")
        ? "not asked; what is said rests on the hooks alone"
        : "states from " + Printable.of(diagnosis.kernel());
  }

  private String descriptors() {
    if (!diagnosis.descriptors().open().isPresent()) {
      return "unknown";
    }
    return Headlines.used(diagnosis.descriptors())
        + " open, "
        + Headlines.trend(diagnosis.descriptors());
  }
}
