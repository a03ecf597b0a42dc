package io.closewait.finding;

import io.closewait.connection.ClosedConnection;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Severity;
import io.closewait.diagnosis.Site;
import io.closewait.kernel.Observation;
import io.closewait.kernel.SocketRow;
import io.closewait.tcp.TcpState;
import java.util.ArrayList;
import java.util.List;

/** Connections that this side has closed, wholly or for its own half, and that do not end. */
final class Closing {
  /** The third comes 1.4 s after the first try on a fast network. */
  private static final int RETRANSMITS = 3;

  private final Scene scene;
  private final Tally.Table halfClosed = new Tally.Table();
  private final Tally.Table unacknowledged = new Tally.Table();

  private Closing(Scene scene) {
    this.scene = scene;
  }

  static List<Finding> in(Scene scene) {
    Closing rule = new Closing(scene);
    for (ConnectionSnapshot connection : scene.connections) {
      Observation seen = scene.observation(connection);
      if (seen != null) {
        rule.open(connection, seen);
      }
    }
    for (SocketRow row : scene.sample.network().ownerless()) {
      ClosedConnection closed = isUnacknowledged(row.state()) ? scene.closed(row) : null;
      if (closed != null) {
        rule.closed(row, closed);
      }
    }
    return rule.findings();
  }

  private static boolean isUnacknowledged(TcpState state) {
    return state == TcpState.FIN_WAIT_1 || state == TcpState.CLOSING || state == TcpState.LAST_ACK;
  }

  private void open(ConnectionSnapshot connection, Observation seen) {
    if (seen.state() == TcpState.FIN_WAIT_2
        && !connection.closeCalledAt().isPresent()
        && scene.now - seen.since() >= scene.threshold) {
      halfClosed.at(scene.opener(connection)).add(seen.since(), connection.remote());
    } else if (isUnacknowledged(seen.state()) && lasts(seen.since(), seen.retransmits())) {
      Tally tally = unacknowledged.at(scene.opener(connection));
      tally.add(seen.since(), connection.remote());
      tally.sum(seen.state().text(), 1);
    }
  }

  private void closed(SocketRow row, ClosedConnection closed) {
    if (lasts(closed.closedAt(), row.retransmits())) {
      Tally tally = unacknowledged.at(site(closed));
      tally.add(closed.closedAt(), row.remote());
      tally.sum(row.state().text(), 1);
    }
  }

  private Site site(ClosedConnection closed) {
    return scene.site(closed.origin().text(), closed.site(), "");
  }

  private boolean lasts(long since, int retransmits) {
    return retransmits >= RETRANSMITS || scene.now - since >= scene.threshold;
  }

  private List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Tally tally : halfClosed.all()) {
      findings.add(
          tally.finding(
              FindingKind.HALF_CLOSED,
              Severity.SUSPECT,
              "In FIN_WAIT_2: this side has ended its half by shutdownOutput(), and the peer has not"
                  + " ended the other since.",
              "Read with a timeout (setSoTimeout) until the end of the stream, and close() when it"
                  + " does not come; after shutdownOutput() no timer of the kernel does that."));
    }
    for (Tally tally : unacknowledged.all()) {
      findings.add(
          tally.finding(
              FindingKind.CLOSE_UNACKNOWLEDGED,
              Severity.PROBLEM,
              "In FIN_WAIT_1, CLOSING or LAST_ACK: this side has closed, and the peer does not"
                  + " acknowledge what was sent last or the FIN behind it.",
              "See whether the peer is up and reads, and what the network between drops; the kernel"
                  + " itself gives up after minutes (tcp_orphan_retries, tcp_retries2)."));
    }
    return findings;
  }
}
