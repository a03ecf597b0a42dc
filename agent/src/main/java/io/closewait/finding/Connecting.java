package io.closewait.finding;

import io.closewait.connection.ConnectionSnapshot;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Severity;
import io.closewait.kernel.Observation;
import io.closewait.tcp.TcpState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Sockets that are in SYN_SENT now, and whose SYN had to be sent again. */
final class Connecting {
  private Connecting() {}

  static List<Finding> in(Scene scene) {
    Tally.Table tallies = new Tally.Table();
    for (ConnectionSnapshot connection : scene.connections) {
      Observation seen = scene.observation(connection);
      if (seen != null && seen.state() == TcpState.SYN_SENT && seen.retransmits() > 0) {
        Tally tally = tallies.at(scene.opener(connection));
        tally.add(connection.openedAt(), connection.remote());
        tally.largest("retransmits", seen.retransmits());
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (Tally tally : tallies.all()) {
      findings.add(finding(scene, tally));
    }
    return findings;
  }

  private static Finding finding(Scene scene, Tally tally) {
    OptionalInt limit = scene.sample.network().limits().connectSeconds();
    String patience = "";
    if (limit.isPresent()) {
      long left = Math.max(0, limit.getAsInt() - (scene.now - tally.oldest()) / 1000);
      tally.fact("kernelTriesSeconds", limit.getAsInt());
      tally.fact("kernelGivesUpInSeconds", left);
      patience =
          "; the kernel tries for "
              + limit.getAsInt()
              + " s in all (tcp_syn_retries), for the oldest "
              + left
              + " s more";
    }
    return tally.finding(
        FindingKind.CONNECTING,
        Severity.PROBLEM,
        "In SYN_SENT: the request to connect was sent again and nothing has answered"
            + patience
            + ".",
        "See whether the host is up and whether a firewall drops the packets; set a connect timeout"
            + " of a few seconds, in milliseconds as the second argument of Socket.connect.");
  }
}
