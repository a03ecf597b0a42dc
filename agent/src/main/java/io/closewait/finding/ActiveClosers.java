package io.closewait.finding;

import io.closewait.connection.ClosedConnection;
import io.closewait.connection.Origin;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Severity;
import io.closewait.diagnosis.Site;
import io.closewait.kernel.SocketRow;
import io.closewait.tcp.TcpState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** TIME_WAIT by the line of code that closed first. */
final class ActiveClosers {
  /** Fewer at one line are not worth a word. */
  private static final int WORTH_A_WORD = 10;

  private static final int SUSPECT_PERCENT = 50;
  private static final int PROBLEM_PERCENT = 80;

  private static final String NOT_THE_WAY =
      " SO_LINGER 0 is not the way, since it throws away what the peer has not read, nor is a"
          + " tcp_tw_* setting, since TIME_WAIT keeps late segments out of the next connection.";

  private ActiveClosers() {}

  static List<Finding> in(Scene scene) {
    Tally.Table tallies = new Tally.Table();
    for (SocketRow row : scene.sample.network().ownerless()) {
      ClosedConnection closed = row.state() == TcpState.TIME_WAIT ? scene.closed(row) : null;
      if (closed != null) {
        Site site = scene.site(closed.origin().text(), closed.site(), "");
        tallies.at(site).add(closed.closedAt(), Scene.remote(closed.origin(), row.remote()), 1);
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (Tally tally : tallies.all()) {
      if (tally.count() >= WORTH_A_WORD) {
        findings.add(finding(scene, tally));
      }
    }
    return findings;
  }

  private static Finding finding(Scene scene, Tally tally) {
    Site site = tally.site();
    boolean accepted = site != null && site.kind().equals(Origin.ACCEPT.text());
    OptionalInt ports = scene.sample.network().limits().ephemeralPorts();
    // TIME_WAIT lasts 60 s in Linux, so those that are there are the closes of the last minute.
    tally.fact("closesPerMinute", tally.count());
    long percent = 0;
    if (!accepted && ports.isPresent()) {
      percent = 100L * tally.mostToOneRemote() / ports.getAsInt();
      tally.fact("ephemeralPorts", ports.getAsInt());
      tally.fact("portsTakenPercent", percent);
    }
    return tally.finding(
        FindingKind.TIME_WAIT,
        percent >= PROBLEM_PERCENT
            ? Severity.PROBLEM
            : percent >= SUSPECT_PERCENT ? Severity.SUSPECT : Severity.INFO,
        accepted
            ? "In TIME_WAIT: this server closes its connections before its clients do."
            : "In TIME_WAIT: this client closes its connections before the server does, and each"
                + " keeps a local port from that server for a minute.",
        (accepted
                ? "Keep connections alive for further requests, or let the client close first."
                : "Reuse connections, by keep-alive or a pool, or let the server close first.")
            + NOT_THE_WAY);
  }
}
