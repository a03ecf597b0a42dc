package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sockets of Netty's native transports, which the JDK knows nothing of, are seen like its own. */
class NettyIT {
  private static final String CLASSIFIER =
      System.getProperty("os.arch").equals("aarch64") ? "linux-aarch_64" : "linux-x86_64";

  private static final String[] OPTIONS = {"threshold=500ms", "interval=200ms"};

  /** What two connects and one accept come to, for each time that the program is asked. */
  private static final int SOCKETS = 3;

  private record Transport(String program, String artifact, String version) {
    Launch launch(Jdk jdk, String variant) {
      LibrarySet set =
          new LibrarySet(
              List.of("io.netty:" + artifact + ":jar:" + CLASSIFIER + ":" + version + ".Final"));
      Launch launch = Launch.on(jdk).flags("-XX:TieredStopAtLevel=1");
      launch.flags("-Djava.util.logging.config.file=" + Artifacts.libraryLogging());
      if (jdk.feature() >= 24) {
        // Netty's own warnings.
        launch.flags("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
      }
      return launch.main(set.classPathOf(program, 8), program).arguments(variant);
    }
  }

  private static final Transport EPOLL_4_1 =
      new Transport("NettyEpoll", "netty-transport-native-epoll", "4.1.121");
  private static final Transport EPOLL_4_2 =
      new Transport("NettyEpoll", "netty-transport-native-epoll", "4.2.1");
  private static final Transport IO_URING =
      new Transport("NettyIoUring", "netty-transport-native-io_uring", "4.2.1");

  /** A transport on a JDK. */
  record Run(Transport transport, Jdk jdk) {
    @Override
    public String toString() {
      return transport.program + " " + transport.version + " on " + jdk;
    }
  }

  static Stream<Run> all() {
    return Stream.of(
            runs(EPOLL_4_1, Set.of(8, 17, 25)),
            runs(EPOLL_4_2, Set.of(8, 17, 25)),
            runs(IO_URING, Set.of(25)))
        .flatMap(each -> each);
  }

  static Stream<Run> some() {
    return Stream.concat(runs(EPOLL_4_1, Set.of(8)), runs(IO_URING, Set.of(25)));
  }

  static Stream<Run> attached() {
    return Stream.concat(runs(EPOLL_4_1, Set.of(8, 25)), runs(EPOLL_4_2, Set.of(17)));
  }

  private static Stream<Run> runs(Transport transport, Set<Integer> jdks) {
    return Jdks.all()
        .filter(jdk -> jdks.contains(jdk.feature()))
        .map(jdk -> new Run(transport, jdk));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aLeakIsToldLikeAnyOther(Run run) throws Exception {
    run.transport
        .launch(run.jdk, "leak")
        .flags("-Xverify:all")
        .agent(String.join(",", OPTIONS))
        .run(
            jvm -> {
              jvm.ask("open");
              Report report = jvm.awaitReport("all sockets", each -> each.sockets() == SOCKETS);
              assertLeaks(report);
              assertThat(report.leaks()).as("all have records").hasSize(2);
              assertThat(report.blind()).isEmpty();
            });
  }

  @ParameterizedTest
  @MethodSource("some")
  void aChannelThatIsClosedIsForgotten(Run run) throws Exception {
    run.transport
        .launch(run.jdk, "healthy")
        .agent(String.join(",", OPTIONS))
        .run(
            jvm -> {
              jvm.ask("open");
              // Before the first question over JMX, which has connections of its own.
              Await.until("all closed", () -> !KernelTable.hasOpen(jvm.pid()));
              jvm.awaitSamples(5);
              assertThat(jvm.freshReport().leaks()).isEmpty();
              assertThat(jvm.agentLines()).as("the line at start").hasSize(1);
            });
  }

  @ParameterizedTest
  @MethodSource("some")
  void countsTheConnectsThatFailAndTheChannelsThatAreClosedFirst(Run run) throws Exception {
    run.transport
        .launch(run.jdk, "healthy")
        .agent(String.join(",", OPTIONS))
        .run(
            jvm -> {
              jvm.ask("depart");
              Report report =
                  jvm.awaitReport("the closes", each -> each.findings("time_wait").size() == 1);
              Report.Finding closed = report.findings("time_wait").get(0);
              assertThat(closed.count()).isEqualTo(12);
              assertThat(closed.site().frame())
                  .endsWith("(NettySockets.java:" + line("// named") + ")");
              assertThat(report.findings())
                  .filteredOn(finding -> finding.kind().startsWith("connect"))
                  .singleElement()
                  .satisfies(
                      refused -> {
                        assertThat(refused.kind()).isEqualTo("connect_refused");
                        assertThat(refused.count()).isEqualTo(3);
                        assertThat(refused.site().frame())
                            .endsWith("(NettySockets.java:" + line("// refused") + ")");
                      });
            });
  }

  @ParameterizedTest
  @MethodSource("attached")
  void anAttachFindsTheClassesAndADetachGivesThemTheirCodeBack(Run run) throws Exception {
    run.transport
        .launch(run.jdk, "leak")
        .flags("-Xverify:all", Debugger.FLAG)
        .run(
            jvm -> {
              AtomicInteger debuggers = new AtomicInteger();
              jvm.ask("open");
              Map<String, String> original = bytecode(jvm, debuggers);
              command(jvm, "attach", OPTIONS);
              jvm.watched(true);
              Await.until("hooks", () -> !bytecode(jvm, debuggers).equals(original));
              jvm.ask("open");
              Report report = jvm.awaitReport("all sockets", each -> each.sockets() == 2 * SOCKETS);
              assertLeaks(report);
              assertThat(report.withVerdict("untracked"))
                  .extracting(Report.Leak::count)
                  .containsExactly(SOCKETS);

              assertThat(jvm.jmx().agent("SuppressedErrors")).isEqualTo(0L);
              command(jvm, "detach");
              jvm.watched(false);
              assertThat(bytecode(jvm, debuggers)).isEqualTo(original);
              jvm.ask("open");
            });
  }

  private static void assertLeaks(Report report) throws Exception {
    List<Report.Leak> leaks = report.withVerdict("eof_ignored");
    assertThat(leaks).hasSize(2).allMatch(leak -> leak.library().equals("Netty"));
    assertThat(leaks)
        .filteredOn(leak -> leak.site().kind().equals("connect"))
        .singleElement()
        .satisfies(
            leak -> {
              assertThat(leak.count()).isEqualTo(2);
              assertThat(leak.site().frame())
                  .endsWith("(NettySockets.java:" + line("// named") + ")");
            });
    assertThat(leaks)
        .filteredOn(leak -> leak.site().kind().equals("accept"))
        .singleElement()
        .satisfies(
            leak -> {
              assertThat(leak.count()).isEqualTo(1);
              assertThat(leak.remotes()).hasSize(1);
              assertThat(leak.site().shared()).isTrue();
            });
  }

  private static int line(String comment) throws Exception {
    return SourceLine.number(Artifacts.libraryProgram("NettySockets"), comment);
  }

  private static Map<String, String> bytecode(TargetJvm jvm, AtomicInteger debuggers)
      throws Exception {
    Map<String, String> methods = new TreeMap<>();
    try (Debugger debugger = Debugger.of(jvm, debuggers.getAndIncrement())) {
      methods.putAll(debugger.bytecode("io.netty.channel.unix.FileDescriptor"));
      methods.putAll(debugger.bytecode("io.netty.channel.unix.Socket"));
      methods.putAll(debugger.bytecode("io.netty.channel.epoll.EpollSocketChannel"));
    }
    return methods;
  }

  private static void command(TargetJvm jvm, String command, String... options) throws Exception {
    Object[] arguments = Stream.concat(Stream.of(command, jvm.pid()), Stream.of(options)).toArray();
    Cli.Result result = Cli.run(jvm.jdk(), arguments);
    assertThat(result.status()).as(result.toString()).isZero();
  }
}
