package io.closewait.report;

import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.Leak;
import io.closewait.diagnosis.ListedConnection;
import io.closewait.diagnosis.Severity;
import io.closewait.kernel.Descriptors;
import io.closewait.tcp.Endpoint;
import io.closewait.tcp.TcpState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The little of a diagnosis that a screen shows, for the command {@code watch}: a line a fact, its
 * name and its values between tabs. Every value is printable ASCII; what is not known is empty.
 */
public final class Brief {
  /** More than any screen shows. */
  private static final int NEWEST = 100;

  private final StringBuilder out = new StringBuilder(2048);
  private final Diagnosis diagnosis;

  private Brief(Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
  }

  /** The lines, each with its end. Thread-safe. */
  public static String of(Diagnosis diagnosis, Subject subject) {
    return new Brief(diagnosis).lines(subject);
  }

  private String lines(Subject subject) {
    line(
        "jvm",
        subject.pid(),
        subject.main(),
        subject.java(),
        age(subject.startedAt()),
        diagnosis.takenAt());
    line("verdict", worst(), Summary.of(diagnosis));
    Descriptors descriptors = diagnosis.descriptors();
    line(
        "descriptors",
        descriptors.open().isPresent() ? descriptors.open().getAsLong() : "",
        descriptors.limit().isPresent() ? descriptors.limit().getAsLong() : "",
        Headlines.trend(descriptors));
    for (Map.Entry<TcpState, Integer> state : diagnosis.states().entrySet()) {
      line("state", state.getKey().name(), state.getValue());
    }
    for (Leak leak : diagnosis.leaks()) {
      leak(leak);
    }
    for (Finding finding : diagnosis.findings()) {
      finding(finding);
    }
    newest();
    return out.toString();
  }

  /** The connections that were opened last, the last one first. */
  private void newest() {
    List<ListedConnection> connections = new ArrayList<>();
    for (ListedConnection connection : diagnosis.inventory().connections()) {
      if (connection.site() >= 0 && connection.state() != TcpState.LISTEN) {
        connections.add(connection);
      }
    }
    connections.sort(Comparator.comparingLong(ListedConnection::id).reversed());
    for (ListedConnection connection :
        connections.subList(0, Math.min(NEWEST, connections.size()))) {
      connection(connection);
    }
  }

  private void connection(ListedConnection connection) {
    TcpState state = connection.state();
    Endpoint remote = connection.remote();
    line(
        "connection",
        connection.id(),
        age(connection.openedAt().orElse(diagnosis.takenAt())),
        state == null ? "" : state.name(),
        remote == null ? "" : remote,
        diagnosis.inventory().sites().get(connection.site()).frame());
  }

  private String worst() {
    if (diagnosis.shortage() != null) {
      return Severity.LEAK.text();
    }
    return diagnosis.leaks().isEmpty() ? "" : diagnosis.leaks().get(0).severity().text();
  }

  private void leak(Leak leak) {
    line(
        "leak",
        leak.severity().text(),
        leak.verdict().text(),
        leak.count(),
        Quantity.tenths(leak.growthPerMinute()),
        age(leak.oldestSince()),
        Sentences.opener(leak.site()));
  }

  private void finding(Finding finding) {
    line(
        "finding",
        finding.severity().text(),
        finding.kind().text(),
        finding.count(),
        age(finding.oldestSince()),
        finding.site() == null ? finding.reason() : finding.site().frame());
  }

  private String age(long since) {
    return Quantity.duration(diagnosis.takenAt() - since);
  }

  private void line(String name, Object... values) {
    out.append(name);
    for (Object value : values) {
      out.append('\t').append(Printable.of(value.toString()));
    }
    out.append('\n');
  }
}
