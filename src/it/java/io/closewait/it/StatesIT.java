package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every state of TCP, made by the kernel with another host, is reported as {@code ss} has it. */
class StatesIT {
  private static final String SILENT = "7001";
  private static final String CUT_OFF = "7002";
  private static final String UNCONFIRMED = "7003";
  private static final String KEEPING = "7004";
  private static final String CLOSING = "7005";
  private static final String UNREACHABLE = "7006";
  private static final String REFUSING = "7007";

  private static final int ACTIVE_CLOSES = 12;

  /** So many thresholds: 120. */
  private static final int IDLE_SECONDS = 6;

  /** What the program opens to the port that keeps connections, in this order from 0 on. */
  private static final int HALF_CLOSED = 0;

  private static final int CLOSE_WAIT = 4;

  private static final int RESET = 5;

  /**
   * All but CLOSED, which no table has, and TIME_WAIT, in which connections of other programs may
   * be too: they have no owner.
   */
  private static final List<String> COMPARED =
      List.of(
          "listen",
          "syn_sent",
          "syn_received",
          "established",
          "fin_wait_1",
          "fin_wait_2",
          "close_wait",
          "closing",
          "last_ack");

  @Test
  void reportsEveryStateAsSsDoes() throws Exception {
    Jdk jdk = Jdks.all().filter(each -> each.feature() >= 17).findFirst().orElseThrow();
    try (FarHost host = FarHost.make()) {
      host.drop("--dport", SILENT);
      host.drop("--dport", UNCONFIRMED, "!", "--syn");
      host.reject(UNREACHABLE, "icmp-host-unreachable");
      host.reject(REFUSING, "tcp-reset");
      Launch.on(jdk)
          .wrappedBy(host.wrapper())
          .program("FarPeer")
          .arguments(FarHost.address(), SILENT, CUT_OFF, UNCONFIRMED, KEEPING, CLOSING)
          .run(peer -> runAgainst(host, peer));
    }
  }

  private static void runAgainst(FarHost host, TargetJvm peer) throws Exception {
    Launch.on(peer.jdk())
        .agent("threshold=50ms,interval=200ms")
        .program("EveryState")
        .arguments(FarHost.near(), FarHost.address())
        .arguments(SILENT, CUT_OFF, UNCONFIRMED, KEEPING, CLOSING, UNREACHABLE, REFUSING)
        .run(
            jvm -> {
              int[] ports = bringIntoEveryState(host, peer, jvm);
              Report report =
                  Await.value(
                      "all that ss has",
                      () -> {
                        jvm.ask("use");
                        Report fresh = jvm.freshReport();
                        return isComplete(fresh, jvm.pid()) ? Optional.of(fresh) : Optional.empty();
                      });
              assertFindings(report, ports);
              assertAcceptQueues(report, jvm.pid());
              peer.ask("close " + KEEPING + " " + HALF_CLOSED);
              assertWayOfHalfClosed(jvm);
            });
  }

  /** The ports at which the program listens: with a full queue, and with lost confirmations. */
  private static int[] bringIntoEveryState(FarHost host, TargetJvm peer, TargetJvm jvm)
      throws Exception {
    String[] words = jvm.ask("open").split(" ");
    int[] ports = {Integer.parseInt(words[2]), Integer.parseInt(words[4])};
    host.drop("--sport", words[4]);
    Await.until("four connections", () -> peer.ask("accepted " + CUT_OFF).equals("accepted 4"));
    peer.ask("close " + CUT_OFF + " 3");
    peer.ask("close " + KEEPING + " " + CLOSE_WAIT);
    peer.ask("reset " + KEEPING + " " + RESET);
    Await.until("the peer's FINs", () -> bySs(jvm.pid()).getOrDefault("close_wait", 0) == 2);
    host.drop("--dport", CUT_OFF);
    jvm.ask("act");
    peer.ask("close " + CUT_OFF + " 2");
    peer.ask("connect " + FarHost.near() + " " + words[2] + " 4");
    peer.ask("connect " + FarHost.near() + " " + words[4] + " 2");
    return ports;
  }

  /** Connections without an owner are established in the accept queue, or else the program's. */
  private static Map<String, Integer> bySs(long pid) throws Exception {
    Map<String, Integer> states = new HashMap<>();
    for (Ss.Row row : Ss.rows()) {
      boolean left =
          !row.hasOwner()
              && row.local().startsWith(FarHost.near() + ":")
              && !row.state().equals("established");
      if (left || row.isOwnedBy(pid)) {
        states.merge(row.state(), 1, Integer::sum);
      }
    }
    return states;
  }

  private static boolean isComplete(Report report, long pid) throws Exception {
    Map<String, Integer> expected = new HashMap<>(bySs(pid));
    Map<String, Integer> reported = new HashMap<>(report.states());
    expected.keySet().retainAll(COMPARED);
    reported.keySet().retainAll(COMPARED);
    return expected.size() == COMPARED.size()
        && reported.equals(expected)
        && report.states().get("closed") == 1
        && report.findings("time_wait").size() == 1
        && report.findings("unacknowledged").size() == 1
        && report.findings("half_closed").size() == 1
        && report.findings("idle_without_keep_alive").size() == 1
        && report.findings("handshake_pending").size() == 1
        && report.findings("close_unacknowledged").size() == 3;
  }

  private static void assertFindings(Report report, int[] ports) throws Exception {
    assertThat(report.states().keySet()).as("all eleven").hasSize(11);
    assertThat(report.leaks())
        .extracting(leak -> leak.method() + " " + leak.verdict())
        .containsExactlyInAnyOrder("closeWait never_read", "closed dead");

    Report.Finding unreachable = single(report, "connect_unreachable", "fail", 1, UNREACHABLE);
    assertThat(unreachable.reason()).contains("No route to host");
    single(report, "connect_refused", "fail", 1, REFUSING);
    Report.Finding connecting = single(report, "connecting", "synSent", 1, SILENT);
    assertThat(connecting.severity()).isEqualTo("problem");
    assertThat(connecting.facts().get("kernelTriesSeconds")).isEqualTo(connectSeconds());
    assertThat(connecting.facts().get("kernelGivesUpInSeconds")).isBetween(1.0, connectSeconds());

    Report.Finding never =
        single(report, "never_acknowledged", "neverAcknowledged", 1, UNCONFIRMED);
    assertThat(never.facts()).containsEntry("unacknowledgedBytes", 7.0);
    Report.Finding unanswered = single(report, "unacknowledged", "unacknowledged", 1, CUT_OFF);
    assertThat(unanswered.facts()).containsEntry("unacknowledgedBytes", 5.0);

    single(report, "half_closed", "halfClosed", 1, KEEPING);
    Report.Finding idle = single(report, "idle_without_keep_alive", "idle", 1, KEEPING);
    assertThat(idle.severity()).isEqualTo("info");
    assertThat(idle.oldestSeconds()).isGreaterThanOrEqualTo(IDLE_SECONDS);
    assertThat(report.findings("close_unacknowledged"))
        .allMatch(finding -> finding.remotes().get(0).address().endsWith(":" + CUT_OFF))
        .extracting(finding -> finding.method() + " " + finding.facts().keySet())
        .containsExactlyInAnyOrder(
            "finWait1 [fin_wait_1]", "closing [closing]", "lastAck [last_ack]");

    List<Ss.Row> closedFirst = new ArrayList<>(Ss.rows(FarHost.near()));
    closedFirst.removeIf(row -> !row.state().equals("time_wait"));
    assertThat(closedFirst).hasSize(ACTIVE_CLOSES);
    Report.Finding timeWait = single(report, "time_wait", "timeWait", ACTIVE_CLOSES, CLOSING);
    assertThat(timeWait.severity()).isEqualTo("info");
    assertThat(timeWait.facts()).containsEntry("closesPerMinute", (double) ACTIVE_CLOSES);
    assertThat(timeWait.remedy()).contains("SO_LINGER 0", "tcp_tw_");
    assertThat(report.states().get("time_wait")).isGreaterThanOrEqualTo(ACTIVE_CLOSES);

    assertListening(report, ports);
  }

  /** Once its peer closes too it is over, but for its descriptor. */
  private static void assertWayOfHalfClosed(TargetJvm jvm) throws Exception {
    Report report =
        jvm.awaitReport(
            "the end of what was half closed",
            each -> each.leaks().stream().anyMatch(leak -> leak.method().equals("halfClosed")));
    Report.Leak over =
        report.leaks().stream()
            .filter(leak -> leak.method().equals("halfClosed"))
            .findFirst()
            .orElseThrow();
    assertThat(over.connections().get(0).events())
        .extracting(Report.Event::event)
        .containsExactly("connecting", "connected", "shutdown_output", "fin_wait_2", "closed");
  }

  /** Its Recv-Q is the queue of a listening socket, its Send-Q the backlog. */
  private static void assertAcceptQueues(Report report, long pid) throws Exception {
    assertThat(report.listeners())
        .extracting(each -> port(each.local()) + ": " + each.length() + " of " + each.backlog())
        .containsExactlyInAnyOrderElementsOf(
            Ss.rows().stream()
                .filter(row -> row.isOwnedBy(pid) && row.state().equals("listen"))
                .map(
                    row -> port(row.local()) + ": " + row.receiveQueue() + " of " + row.sendQueue())
                .toList());
  }

  private static String port(String endpoint) {
    return endpoint.substring(endpoint.lastIndexOf(':') + 1);
  }

  private static void assertListening(Report report, int[] ports) throws Exception {
    Report.Finding queue =
        report.findings("accept_queue").stream()
            .filter(each -> each.site() != null)
            .findFirst()
            .orElseThrow();
    Ss.Row row =
        Ss.rows(FarHost.near()).stream()
            .filter(each -> each.local().endsWith(":" + ports[0]) && each.state().equals("listen"))
            .findFirst()
            .orElseThrow();
    assertThat(queue.method()).isEqualTo("acceptQueue");
    assertThat(queue.count()).isEqualTo(row.receiveQueue());
    assertThat(queue.facts()).containsEntry("backlog", (double) row.sendQueue());
    assertThat(queue.facts()).containsKeys("namespaceListenOverflows", "namespaceListenDrops");

    Report.Finding pending =
        report.findings("handshake_pending").stream()
            .filter(each -> each.facts().get("port") == ports[1])
            .findFirst()
            .orElseThrow();
    assertThat(pending.method()).isEqualTo("handshake");
    assertThat(pending.remotes())
        .containsExactly(new Report.Remote(FarHost.address(), pending.count()));
  }

  private static Report.Finding single(
      Report report, String kind, String method, int count, String port) {
    List<Report.Finding> findings = report.findings(kind);
    assertThat(findings).as("%s among %s", kind, report.findings()).hasSize(1);
    Report.Finding finding = findings.get(0);
    assertThat(finding.method()).isEqualTo(method);
    assertThat(finding.count()).isEqualTo(count);
    assertThat(finding.remotes())
        .isEqualTo(
            Collections.singletonList(new Report.Remote(FarHost.address() + ":" + port, count)));
    return finding;
  }

  /** By Linux's ip-sysctl.rst: one second, some of the same, then each twice the one before. */
  private static double connectSeconds() throws Exception {
    Path settings = Path.of("/proc/sys/net/ipv4");
    int retries = Integer.parseInt(Files.readString(settings.resolve("tcp_syn_retries")).trim());
    Path linear = settings.resolve("tcp_syn_linear_timeouts");
    int more = Files.exists(linear) ? Integer.parseInt(Files.readString(linear).trim()) : 0;
    double seconds = more;
    for (int i = 0; i <= retries; i++) {
      seconds += Math.pow(2, i);
    }
    return seconds;
  }
}
