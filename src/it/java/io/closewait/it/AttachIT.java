package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command line brings the agent into a running JVM, asks it, and takes it out again. */
class AttachIT {
  private static final int EARLY = 3;
  private static final int LATE = 2;
  private static final String[] OPTIONS = {"threshold=500ms", "interval=200ms"};

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void attachesReportsAndDetaches(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .flags(Debugger.FLAG)
        .program("OpensOnDemand")
        .run(
            jvm -> {
              Map<String, String> original = bytecode(jvm, 0);
              assertAttach(jvm);
              assertThat(bytecode(jvm, 1)).isNotEqualTo(original);
              assertReports(jvm);
              assertSecondAttachIsRefused(jvm);
              assertDetach(jvm, original);
              assertAttach(jvm);
              jvm.closeSockets();
            });
  }

  private static void assertAttach(TargetJvm jvm) throws Exception {
    Cli.Result attach = cli(jvm, "attach", OPTIONS);
    assertThat(attach.status()).as(attach.toString()).isZero();
    assertThat(attach.out()).contains("watches the sockets of PID " + jvm.pid());
    assertThat(attach.err()).isEmpty();
    jvm.watched(true);
  }

  private static void assertReports(TargetJvm jvm) throws Exception {
    Report before = jvm.awaitReport("early sockets", each -> each.sockets() == EARLY);
    assertThat(before.jvm().attached()).isEqualTo("attach");
    Report.Leak untracked = before.withVerdict("untracked").get(0);
    assertThat(untracked.site()).isNull();
    assertThat(untracked.rows()).isEqualTo(KernelTable.closeWait(jvm.pid())).hasSize(EARLY);
    assertThat(cli(jvm, "report").status()).as("only suspects").isZero();

    jvm.ask("open");
    jvm.awaitReport("all sockets", each -> each.sockets() == EARLY + LATE);
    assertJson(jvm);
    assertText(jvm);
  }

  private static void assertJson(TargetJvm jvm) throws Exception {
    Cli.Result json = cli(jvm, "report", "--format", "json");
    assertThat(json.status()).as(json.toString()).isEqualTo(1);
    assertThat(json.err()).isEmpty();
    Report report = Report.parse(json.out());
    assertThat(report.withVerdict("untracked"))
        .extracting(Report.Leak::count)
        .containsExactly(EARLY);
    List<Report.Leak> late = report.withVerdict("eof_ignored");
    assertThat(late).extracting(Report.Leak::count).containsExactly(LATE);
    assertThat(late.get(0).method()).isEqualTo("open");
    assertThat(late.get(0).site().stack()).anyMatch(frame -> frame.contains(".late("));
    assertThat(report.sockets()).isEqualTo(KernelTable.closeWait(jvm.pid()).size());
  }

  private static void assertText(TargetJvm jvm) throws Exception {
    Path file = jvm.directory().resolve("report.txt");
    Cli.Result text = cli(jvm, "report", "--output", file.toString());
    assertThat(text.status()).as(text.toString()).isEqualTo(1);
    assertThat(text.lines()).isEmpty();
    assertThat(Files.readString(file)).contains("OpensOnDemand.open(", "untracked");
  }

  private static void assertSecondAttachIsRefused(TargetJvm jvm) throws Exception {
    Cli.Result second = cli(jvm, "attach", OPTIONS);
    assertThat(second.status()).isEqualTo(2);
    assertThat(second.lines()).singleElement().asString().contains("already attached");
  }

  private static void assertDetach(TargetJvm jvm, Map<String, String> original) throws Exception {
    assertThat(jvm.jmx().agent("SuppressedErrors")).isEqualTo(0L);
    // From another Java than the target's own.
    Cli.Result detach = Cli.run(Jdks.running(), "detach", jvm.pid());
    assertThat(detach.status()).as(detach.toString()).isZero();
    jvm.watched(false);
    assertThat(bytecode(jvm, 2)).isEqualTo(original);
    assertThat(threads(jvm.jmx())).noneMatch(name -> name.startsWith("closewait"));
    assertThat(jvm.jmx().server().isRegistered(Jmx.AGENT)).isFalse();
    assertThat(jvm.jmx().server().isRegistered(Jmx.CONNECTIONS)).isFalse();
    Cli.Result report = cli(jvm, "report");
    assertThat(report.status()).isEqualTo(2);
    assertThat(report.lines()).singleElement().asString().contains("not attached");
  }

  private static List<String> threads(Jmx jmx) throws Exception {
    ThreadMXBean threads =
        ManagementFactory.newPlatformMXBeanProxy(
            jmx.server(), ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    return Arrays.stream(threads.dumpAllThreads(false, false))
        .map(ThreadInfo::getThreadName)
        .toList();
  }

  private static Map<String, String> bytecode(TargetJvm jvm, int earlier) throws Exception {
    Map<String, String> methods = new TreeMap<>();
    try (Debugger debugger = Debugger.of(jvm, earlier)) {
      methods.putAll(debugger.bytecode("sun.nio.ch.SocketChannelImpl"));
      methods.putAll(debugger.bytecode("sun.nio.ch.SocketDispatcher"));
      methods.putAll(
          debugger.bytecode(
              jvm.jdk().feature() < 13
                  ? "java.net.AbstractPlainSocketImpl"
                  : "sun.nio.ch.NioSocketImpl"));
    }
    return methods;
  }

  private static Cli.Result cli(TargetJvm jvm, String command, String... more) throws Exception {
    List<Object> arguments = new ArrayList<>(List.of(command, jvm.pid()));
    arguments.addAll(List.of(more));
    return Cli.run(jvm.jdk(), arguments.toArray());
  }
}
