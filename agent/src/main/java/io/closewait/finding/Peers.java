package io.closewait.finding;

import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.Origin;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Severity;
import io.closewait.kernel.Observation;
import io.closewait.tcp.TcpState;
import java.util.ArrayList;
import java.util.List;

/** ESTABLISHED connections whose peer does not acknowledge what is sent. */
final class Peers {
  /** The third comes 1.4 s after the first try on a fast network, which no jitter explains. */
  private static final int RETRANSMITS = 3;

  private Peers() {}

  static List<Finding> in(Scene scene) {
    Tally.Table never = new Tally.Table();
    Tally.Table any = new Tally.Table();
    for (ConnectionSnapshot connection : scene.connections) {
      Observation seen = scene.observation(connection);
      if (seen != null
          && seen.state() == TcpState.ESTABLISHED
          && seen.retransmits() >= RETRANSMITS) {
        Tally tally = (isFirst(connection, seen) ? never : any).at(scene.opener(connection));
        tally.add(seen.since(), connection.remote());
        tally.largest("retransmits", seen.retransmits());
        if (seen.sendQueue().isPresent()) {
          tally.sum("unacknowledgedBytes", seen.sendQueue().getAsInt());
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (Tally tally : never.all()) {
      findings.add(neverAcknowledged(tally));
    }
    for (Tally tally : any.all()) {
      findings.add(unacknowledged(tally));
    }
    return findings;
  }

  private static boolean isFirst(ConnectionSnapshot connection, Observation seen) {
    return connection.origin() == Origin.CONNECT && seen.neverHeardOf();
  }

  private static Finding neverAcknowledged(Tally tally) {
    return tally.finding(
        FindingKind.NEVER_ACKNOWLEDGED,
        Severity.PROBLEM,
        "ESTABLISHED on this side only: what is sent is sent again and again and the server has"
            + " never said a word, because its accept queue is full or it is gone.",
        "See whether the server accepts its connections; a read timeout keeps this side from"
            + " waiting for an answer to bytes that nobody has.");
  }

  private static Finding unacknowledged(Tally tally) {
    return tally.finding(
        FindingKind.UNACKNOWLEDGED,
        Severity.PROBLEM,
        "ESTABLISHED, but the peer does not acknowledge what is sent: it is gone without a word, or"
            + " the network between is cut; the kernel gives up after about 15 minutes by default.",
        "Set a read timeout (setSoTimeout), and a heartbeat of the protocol where nothing is read;"
            + " tcp_retries2 decides when the kernel gives up.");
  }
}
