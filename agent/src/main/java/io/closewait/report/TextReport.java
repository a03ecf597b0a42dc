package io.closewait.report;

import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Holder;
import io.closewait.diagnosis.Leak;
import io.closewait.diagnosis.Listener;
import io.closewait.diagnosis.Severity;
import io.closewait.diagnosis.Shortage;
import io.closewait.diagnosis.Site;
import io.closewait.tcp.TcpState;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** The report for people: the verdict first, then each leak, then the JVM; in ASCII. */
final class TextReport {
  private final TextLayout layout;
  private final Diagnosis diagnosis;

  private TextReport(TextLayout layout, Diagnosis diagnosis) {
    this.layout = layout;
    this.diagnosis = diagnosis;
  }

  static void write(Diagnosis diagnosis, Subject subject, Writer out) throws IOException {
    new TextReport(new TextLayout(out), diagnosis).write(subject);
  }

  private void write(Subject subject) throws IOException {
    layout.line("closewait: " + Summary.of(diagnosis));
    layout.line(
        "PID "
            + subject.pid()
            + " "
            + Printable.of(subject.main())
            + ", "
            + Times.second(diagnosis.takenAt())
            + ", threshold "
            + Quantity.duration(diagnosis.threshold()));
    holders();
    overview();
    int number = leaks();
    notLeaks(number);
    findings();
    listeners();
    states();
    new TextJvm(layout, diagnosis).write(subject);
    blind();
  }

  /** Who holds the descriptors, where they run short. */
  private void holders() throws IOException {
    Shortage shortage = diagnosis.shortage();
    if (shortage == null) {
      return;
    }
    layout.heading("Who holds the descriptors", '=');
    layout.row("open", Headlines.used(diagnosis.descriptors()));
    layout.row("growth", Headlines.trend(diagnosis.descriptors()));
    if (!diagnosis.descriptors().kinds().isEmpty()) {
      layout.row("on", Headlines.kinds(diagnosis.descriptors()));
    }
    layout.blank();
    for (Holder holder : shortage.holders()) {
      layout.line("   " + holder.site().kind() + " at " + Printable.of(holder.site().frame()));
      layout.paragraph(Headlines.sockets(holder), 6);
    }
  }

  /** A line for each leak, where there is more than one. */
  private void overview() throws IOException {
    List<Leak> leaks = diagnosis.leaks();
    if (leaks.size() < 2) {
      return;
    }
    layout.blank();
    for (int i = 0; i < leaks.size(); i++) {
      Leak leak = leaks.get(i);
      layout.columns(
          new int[] {4, 9, 20, 12},
          (i + 1) + ".",
          leak.severity().text().toUpperCase(Locale.ROOT),
          leak.verdict().text(),
          Quantity.of(leak.count(), "socket"),
          Sentences.opener(leak.site()));
    }
  }

  /** The leaks and suspects; returns how many. They come before what is no leak. */
  private int leaks() throws IOException {
    int number = 0;
    for (Leak leak : diagnosis.leaks()) {
      if (leak.severity() != Severity.INFO) {
        new TextLeak(layout, diagnosis.takenAt(), leak).write(++number);
      }
    }
    return number;
  }

  private void notLeaks(int before) throws IOException {
    int number = before;
    for (Leak leak : diagnosis.leaks()) {
      if (leak.severity() == Severity.INFO) {
        if (number == before) {
          layout.heading("Not leaks, but worth knowing", '=');
        }
        new TextLeak(layout, diagnosis.takenAt(), leak).write(++number);
      }
    }
  }

  /** A section for each topic about which something was found. */
  private void findings() throws IOException {
    FindingKind.Topic topic = null;
    for (Finding finding : diagnosis.findings()) {
      if (finding.kind().topic() != topic) {
        topic = finding.kind().topic();
        layout.heading(topic.title(), '=');
      } else {
        layout.blank();
      }
      new TextFinding(layout, diagnosis.takenAt(), finding).write();
    }
  }

  /** How full the accept queue of each listening socket is. */
  private void listeners() throws IOException {
    if (diagnosis.listeners().isEmpty()) {
      return;
    }
    layout.heading("Accept queues", '=');
    for (Listener listener : diagnosis.listeners()) {
      Site site = listener.site();
      layout.columns(
          new int[] {19, 24},
          listener.waiting()
              + (listener.backlog().isPresent() ? " of " + listener.backlog().getAsInt() : "")
              + " wait",
          listener.local().toString(),
          site == null ? "no hook saw who listens" : Printable.of(site.frame()));
    }
  }

  /** Each state that a socket is in, with what it means and who acts next. */
  private void states() throws IOException {
    layout.heading("States", '=');
    if (diagnosis.states().isEmpty()) {
      layout.line("   unknown");
    }
    for (TcpState state : TcpState.values()) {
      Integer count = diagnosis.states().get(state);
      if (count != null) {
        layout.columns(
            new int[] {7, 14, 13},
            count.toString(),
            state.name(),
            state.turn().text(),
            state.meaning());
      }
    }
  }

  private void blind() throws IOException {
    if (diagnosis.blind().isEmpty()) {
      return;
    }
    layout.heading("What this run cannot see", '=');
    for (String sentence : diagnosis.blind()) {
      layout.bullet(Printable.of(sentence));
    }
  }
}
