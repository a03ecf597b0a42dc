package io.closewait.finding;

import io.closewait.diagnosis.Acceptor;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Severity;
import io.closewait.kernel.AcceptQueue;
import io.closewait.kernel.Network;
import io.closewait.kernel.SocketRow;
import io.closewait.tcp.TcpState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Servers that fall behind: full accept queues and handshakes that do not end. */
final class Accepting {
  private static final String REMEDY_IF_ANYBODYS =
      "See in ss -ltn which listening socket has a Recv-Q as long as its Send-Q, and let its process"
          + " accept faster.";

  private static final String REMEDY_IF_ACCEPTING =
      "Let more threads accept, and raise the backlog if it is bursts of connects that fill it.";

  private final Scene scene;
  private final List<Finding> findings = new ArrayList<>();

  private Accepting(Scene scene) {
    this.scene = scene;
  }

  static List<Finding> in(Scene scene) {
    Accepting rule = new Accepting(scene);
    rule.queues();
    rule.handshakes();
    return rule.findings;
  }

  private void queues() {
    boolean full = false;
    for (AcceptQueue queue : scene.sample.acceptQueues()) {
      int backlog = scene.backlog(queue).orElse(0);
      // One may always be met between its coming and its accept.
      if (queue.length() > 1 && backlog > 0 && queue.length() * 2 >= backlog) {
        findings.add(queue(queue, backlog));
        full |= queue.length() > backlog;
      }
    }
    long overflows = scene.sample.network().listenOverflows().orElse(0);
    if (!full && overflows > 0 && !scene.sample.acceptQueues().isEmpty()) {
      findings.add(overflow(overflows));
    }
  }

  private Finding queue(AcceptQueue queue, int backlog) {
    Tally tally = new Tally(scene.listener(queue));
    tally.add(scene.now, null, queue.length());
    tally.fact("port", queue.local().port());
    tally.fact("backlog", backlog);
    overflowFacts(tally);
    boolean full = queue.length() > backlog;
    Acceptor acceptor = scene.acceptor(queue);
    tally.acceptedBy(acceptor.thread());
    return tally.finding(
        FindingKind.ACCEPT_QUEUE,
        full ? Severity.PROBLEM : Severity.SUSPECT,
        "The accept queue of port "
            + queue.local().port()
            + (full
                ? " is full, and the kernel drops connections that clients believe in; "
                : " is half full: connections come faster than they are accepted; ")
            + acceptor.sentence()
            + ".",
        acceptor.isInAccept() ? REMEDY_IF_ACCEPTING : acceptor.remedy(tally.site()));
  }

  private Finding overflow(long overflows) {
    Tally tally = new Tally(null);
    tally.add(scene.now, null, (int) Math.min(overflows, Integer.MAX_VALUE));
    overflowFacts(tally);
    return tally.finding(
        FindingKind.ACCEPT_QUEUE,
        Severity.INFO,
        "Accept queues have overflown within the last hour, in this network namespace: of this or"
            + " another process, which the kernel's counter does not tell.",
        REMEDY_IF_ANYBODYS);
  }

  private void overflowFacts(Tally tally) {
    Network network = scene.sample.network();
    if (network.listenOverflows().isPresent()) {
      tally.fact("namespaceListenOverflows", network.listenOverflows().getAsLong());
    }
    if (network.listenDrops().isPresent()) {
      tally.fact("namespaceListenDrops", network.listenDrops().getAsLong());
    }
  }

  /** Requests whose answer had to be sent again, by port. */
  private void handshakes() {
    Map<AcceptQueue, Tally> tallies = new LinkedHashMap<>();
    for (SocketRow row : scene.sample.network().ownerless()) {
      AcceptQueue queue =
          row.state() == TcpState.SYN_RECEIVED ? scene.queue(row.local().port()) : null;
      if (queue != null && row.retransmits() > 0) {
        Tally tally = tallies.computeIfAbsent(queue, key -> new Tally(scene.listener(key)));
        tally.add(scene.now, row.remote().address().getHostAddress(), 1);
        tally.largest("retransmits", row.retransmits());
        tally.fact("port", queue.local().port());
      }
    }
    for (Map.Entry<AcceptQueue, Tally> entry : tallies.entrySet()) {
      findings.add(handshake(entry.getKey(), entry.getValue()));
    }
  }

  private Finding handshake(AcceptQueue queue, Tally tally) {
    int backlog = scene.backlog(queue).orElse(0);
    if (backlog > 0 && queue.length() > backlog) {
      Acceptor acceptor = scene.acceptor(queue);
      tally.acceptedBy(acceptor.thread());
      return tally.finding(
          FindingKind.HANDSHAKE_PENDING,
          Severity.PROBLEM,
          "In SYN_RECEIVED: the accept queue is full, so the kernel drops what these clients"
              + " confirm, and they believe that they are connected; "
              + acceptor.sentence()
              + ".",
          acceptor.isInAccept() ? REMEDY_IF_ACCEPTING : acceptor.remedy(tally.site()));
    }
    return tally.finding(
        FindingKind.HANDSHAKE_PENDING,
        Severity.SUSPECT,
        "In SYN_RECEIVED: this host answered a request to connect more than once, and the client"
            + " has not confirmed it.",
        "See whether packets back to these clients are dropped, or whether somebody floods the"
            + " port.");
  }
}
