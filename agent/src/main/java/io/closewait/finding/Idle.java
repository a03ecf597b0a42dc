package io.closewait.finding;

import io.closewait.connection.OpenSite;
import io.closewait.connection.Origin;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Severity;
import io.closewait.kernel.IdleSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Connections that nothing passes, and of which nothing would tell that their peers are gone. */
final class Idle {
  /** So many thresholds: two hours by default, as Linux waits before it asks by keep-alive. */
  static final int THRESHOLDS = 120;

  private Idle() {}

  static List<Finding> in(Scene scene) {
    Map<Long, IdleSocket> idle = new HashMap<>();
    for (IdleSocket socket : scene.sample.idle()) {
      // A peer on this host cannot go without a word.
      if (!socket.remote().address().isLoopbackAddress()) {
        idle.put(socket.connection(), socket);
      }
    }
    Tally.Table tallies = new Tally.Table();
    for (OpenSite site : scene.idleSites) {
      for (Long id : site.ids()) {
        IdleSocket socket = idle.get(id);
        if (socket != null) {
          tallies
              .at(scene.site(site.origin().text(), site.site(), site.thread()))
              .add(socket.since(), Scene.remote(site.origin(), socket.remote()), 1);
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (Tally tally : tallies.all()) {
      findings.add(finding(tally));
    }
    return findings;
  }

  private static Finding finding(Tally tally) {
    boolean accepted = tally.site() != null && tally.site().kind().equals(Origin.ACCEPT.text());
    return tally.finding(
        FindingKind.IDLE_WITHOUT_KEEP_ALIVE,
        Severity.INFO,
        "ESTABLISHED, but nothing was read or written for long, and keep-alive is off: if the peer is"
            + " gone, or a firewall has forgotten the connection, nobody is told.",
        (accepted
                ? "Close what a client leaves idle for long (a read timeout does)"
                : "Close what is idle for long, as a pool's idle timeout does")
            + ", or have the peer asked: by setKeepAlive(true) and a shorter tcp_keepalive_time, or"
            + " by a heartbeat of the protocol.");
  }
}
