package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each socket is seen through whatever API it was opened, and counted once. */
class LifeCyclesIT {
  private static final String OPTIONS = "threshold=500ms,interval=200ms";

  /** How many sockets each method of the programs leaves. */
  private static final int EACH = 2;

  @TempDir private static Path directory;
  private static Path keys;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = Keys.make(directory);
  }

  static Stream<Jdk> since11() {
    return Jdks.since(11);
  }

  static Stream<Jdk> since17() {
    return Jdks.since(17);
  }

  static Stream<Jdk> since21() {
    return Jdks.since(21);
  }

  /** Those that have both implementations of java.net.Socket. */
  static Stream<Jdk> withPlainSocketImpl() {
    return Jdks.since(13).filter(jdk -> jdk.feature() <= 17);
  }

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void socketsAndChannels(Jdk jdk) throws Exception {
    assertSocketsAndChannels(Launch.on(jdk));
  }

  @ParameterizedTest
  @MethodSource("withPlainSocketImpl")
  void oldSocketImplementation(Jdk jdk) throws Exception {
    assertSocketsAndChannels(Launch.on(jdk).flags("-Djdk.net.usePlainSocketImpl"));
  }

  private static void assertSocketsAndChannels(Launch launch) throws Exception {
    List<String> connecting =
        List.of(
            "socketConnect",
            "socketConnectTimeout",
            "channelBlocking",
            "channelNonBlocking",
            "channelSelected",
            "adaptorConnect",
            "adaptorConnectTimeout",
            "asyncConnect");
    List<String> accepting =
        List.of(
            "socketAccept",
            "channelAccept",
            "channelAcceptNonBlocking",
            "adaptorAccept",
            "asyncAccept");
    launch
        .agent(OPTIONS)
        .program("LifeCycles")
        .run(
            jvm -> {
              Report report = assertLeaks(jvm, connecting, accepting);
              assertThat(report.leaks()).allMatch(leak -> leak.verdict().equals("eof_ignored"));
              assertThat(report.states().get("listen")).isPositive();
              jvm.closeSockets();
              jvm.awaitReport("no leak", each -> each.leaks().isEmpty());
            });
  }

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void layers(Jdk jdk) throws Exception {
    List<String> connecting =
        List.of(
            "tlsDirect",
            "tlsLayered",
            "httpUrlConnection",
            "httpUrlConnectionErrorStream",
            "socks");
    Launch.on(jdk)
        .agent(OPTIONS)
        .flags(Keys.flags(keys))
        .program("LayeredLifeCycles")
        .run(
            jvm -> {
              Report report = assertLeaks(jvm, connecting, List.of());
              assertThat(verdict(report, "socks")).isEqualTo("eof_ignored");
              assertThat(verdict(report, "httpUrlConnection")).isEqualTo("data_unread");
              // TLS 1.3 leaves a session ticket unread.
              assertThat(verdict(report, "tlsDirect")).isIn("never_read", "data_unread");
              jvm.closeSockets();
              jvm.awaitReport("no leak", each -> each.leaks().isEmpty());
            });
  }

  @ParameterizedTest
  @MethodSource("since11")
  void httpClient(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .agent(OPTIONS)
        .singleFile("HttpClientLifeCycle")
        .run(
            jvm -> {
              Report report = assertLeaks(jvm, List.of("httpClientSend"), List.of());
              assertThat(verdict(report, "httpClientSend")).isEqualTo("data_unread");
              jvm.closeSockets();
              jvm.awaitReport("no leak", each -> each.leaks().isEmpty());
            });
  }

  @ParameterizedTest
  @MethodSource("since21")
  void virtualThreads(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .agent(OPTIONS)
        .singleFile("VirtualThreadLifeCycle")
        .run(
            jvm -> {
              Report report =
                  assertLeaks(
                      jvm, List.of("virtualSocket", "virtualChannel"), List.of("virtualAccept"));
              assertThat(report.leaks()).allMatch(leak -> leak.verdict().equals("eof_ignored"));
              jvm.closeSockets();
              jvm.awaitReport("no leak", each -> each.leaks().isEmpty());
            });
  }

  @ParameterizedTest
  @MethodSource("since17")
  void unixDomainChannelsAreLeftAlone(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .agent("threshold=0s,interval=50ms")
        .singleFile("UnixDomainLifeCycle")
        .run(
            jvm -> {
              jvm.awaitSamples(5);
              Report report = jvm.awaitReport("a report", any -> true);
              assertThat(report.leaks()).isEmpty();
              assertThat(report.states()).containsEntry("close_wait", 0);
            });
  }

  /** Exactly one leak for each method, with the kernel's sockets and no others. */
  private static Report assertLeaks(TargetJvm jvm, List<String> connecting, List<String> accepting)
      throws Exception {
    int sockets = EACH * (connecting.size() + accepting.size());
    Report report = jvm.awaitReport(sockets + " sockets", each -> each.sockets() == sockets);
    assertThat(methods(report, "connect")).containsExactlyInAnyOrderElementsOf(connecting);
    assertThat(methods(report, "accept")).containsExactlyInAnyOrderElementsOf(accepting);
    assertThat(report.leaks()).allMatch(leak -> leak.count() == EACH);
    Set<KernelTable.Row> rows =
        report.leaks().stream().flatMap(leak -> leak.rows().stream()).collect(Collectors.toSet());
    assertThat(rows).isEqualTo(KernelTable.closeWait(jvm.pid())).hasSize(sockets);
    return report;
  }

  private static List<String> methods(Report report, String kind) {
    return report.leaks().stream()
        .filter(leak -> leak.site().kind().equals(kind))
        .map(Report.Leak::method)
        .toList();
  }

  private static String verdict(Report report, String method) {
    return report.leaks().stream()
        .filter(leak -> leak.method().equals(method))
        .findFirst()
        .orElseThrow()
        .verdict();
  }
}
