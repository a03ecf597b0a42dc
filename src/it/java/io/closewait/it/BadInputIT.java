package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong gets one line that names it, and the application goes on. */
class BadInputIT {
  /** Root may become nobody, who still reads the files of the JDK, wherever they are. */
  private static final List<String> AS_NOBODY =
      List.of(
          "setpriv",
          "--reuid=65534",
          "--regid=65534",
          "--clear-groups",
          "--securebits=+no_setuid_fixup",
          "--inh-caps=+dac_read_search",
          "--ambient-caps=+dac_read_search");

  private static final boolean ROOT = System.getProperty("user.name").equals("root");

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void badOptionsAreNamedAndLeftOut(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .flags("-Dclosewait.threshold=never", "-Dclosewait.interval=100ms")
        .environment("CLOSEWAIT_THRESHOLD", "often")
        .agent(
            "treshold=1s,interval=soon,kernel=magic,stack-depth=-1,nonsense,http=here,"
                + "http-token=brief")
        .demo("NeverReadHealthy")
        .run(
            jvm -> {
              jvm.awaitAgentLine("watches the sockets");
              assertOneLineEach(
                  jvm,
                  "treshold",
                  "soon",
                  "magic",
                  "stack-depth",
                  "nonsense",
                  "here",
                  "http-token",
                  "never",
                  "often");
              assertThat(jvm.agentLines()).as("a secret").noneMatch(line -> line.contains("brief"));
              assertThat(jvm.awaitAgentLine("treshold")).contains("'threshold'");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",,,=,==,%%%",
        "=",
        "\u00e4=\u00fc",
        "a=b=c,report",
        "threshold=99999999999999999999s"
      })
  void corruptOptionsNeverStopAJvm(String options) throws Exception {
    for (Jdk jdk : Jdks.all().toList()) {
      Launch.on(jdk)
          .flags("-Dclosewait.interval=100ms")
          .agent(options)
          .demo("NeverReadHealthy")
          .run(
              jvm ->
                  assertThat(jvm.awaitAgentLine("watches the sockets")).contains("threshold 60"));
    }
  }

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#withSecurityManager")
  void securityManagerThatDeniesTheAgentDoesNotStopTheJvm(Jdk jdk) throws Exception {
    Path policy = Files.createTempFile("closewait", ".policy");
    try {
      Files.writeString(
          policy,
          "grant codeBase \""
              + Artifacts.demo().toUri()
              + "\" {"
              + " permission java.security.AllPermission; };");
      Launch.on(jdk)
          .flags("-Djava.security.manager", "-Djava.security.policy==" + policy)
          .agentThatStaysOut("threshold=1s")
          .demo("ForgottenCloseHealthy")
          .run(jvm -> assertThat(jvm.awaitAgentLine("not started")).contains("AllPermission"));
    } finally {
      Files.delete(policy);
    }
  }

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void switchedOffMeansSilent(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .agentThatStaysOut("enabled=false,report=report.json")
        .demo("ForgottenClose")
        .run(jvm -> assertThat(jvm.agentLines()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#oldestAndNewest")
  void portThatIsTaken(Jdk jdk) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Launch.on(jdk)
          .agent("interval=100ms,http=" + taken.getLocalPort())
          .demo("ForgottenCloseHealthy")
          .run(
              jvm -> {
                assertThat(jvm.awaitAgentLine("option http"))
                    .contains("127.0.0.1:" + taken.getLocalPort(), "name a port that is free");
                jvm.awaitSamples(2);
                assertThat(jvm.agentLines()).hasSize(2);
              });
    }
  }

  @Test
  void portThatAnybodyCanRead() throws Exception {
    Launch.on(Jdks.running())
        .agent("interval=100ms,http=0.0.0.0:0")
        .demo("ForgottenCloseHealthy")
        .run(
            jvm ->
                assertThat(jvm.awaitAgentLine("option http"))
                    .contains(Http.of(jvm).root().toString(), "set http-token"));
  }

  /** As in an image that was made without it. */
  @Test
  void jvmWithoutAnHttpServer() throws Exception {
    Launch.on(Jdks.running())
        .flags("--limit-modules=java.instrument,jdk.management.agent,jdk.unsupported")
        .agent("interval=100ms,http=0")
        .demo("NeverReadHealthy")
        .run(
            jvm -> {
              assertThat(jvm.awaitAgentLine("option http"))
                  .contains("--add-modules jdk.httpserver");
              jvm.awaitSamples(2);
            });
  }

  static Stream<Object[]> unwritableReportsOnAllJdks() {
    return Jdks.with("missing/report.json", "stdout/report.json", "/sys/report.json");
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("unwritableReportsOnAllJdks")
  void reportThatCannotBeWritten(Jdk jdk, String path) throws Exception {
    Launch.on(jdk)
        .agent("threshold=100ms,interval=50ms,report=" + path)
        .demo("ForgottenClose")
        .run(
            jvm -> {
              jvm.awaitAgentLine("(eof_ignored)");
              jvm.awaitSamples(3);
              jvm.closeSockets();
              jvm.awaitAgentLine("recovered");
              assertThat(jvm.agentLines())
                  .filteredOn(line -> line.contains(path) && !line.contains("watches the sockets"))
                  .hasSize(1);
            });
  }

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void processesThatAreNoTargets(Jdk jdk) throws Exception {
    assertRefused(Cli.run(jdk, "report", 2147483647), "2147483647");
    assertRefused(Cli.run(jdk, "report", "shop"), "shop");
    Process sleep = new ProcessBuilder("sleep", "600").start();
    try {
      assertRefused(Cli.run(jdk, "attach", sleep.pid()), Long.toString(sleep.pid()), "not a JVM");
      assertThat(sleep.isAlive()).as("the process goes on").isTrue();
    } finally {
      sleep.destroyForcibly();
    }
  }

  @Test
  void commandsThatAreNone() throws Exception {
    Jdk jdk = Jdks.running();
    assertThat(Cli.run(jdk).status()).isEqualTo(2);
    assertThat(Cli.run(jdk, "atach", 1).status()).isEqualTo(2);
    assertRefused(Cli.run(jdk, "report", ProcessHandle.current().pid(), "--format", "pdf"), "pdf");
    assertRefused(Cli.run(jdk, "attach", ProcessHandle.current().pid(), "treshold=1s"), "treshold");
    assertRefused(Cli.run(jdk, "attach", ProcessHandle.current().pid(), "threshold=1x"), "1x");
  }

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void jvmWithAttachDisabled(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .flags("-XX:+DisableAttachMechanism")
        .demo("ForgottenClose")
        .run(
            jvm ->
                assertRefused(
                    Cli.run(jdk, "attach", jvm.pid()),
                    Long.toString(jvm.pid()),
                    "DisableAttachMechanism"));
  }

  /** Without root nobody can be another user, but process 1 belongs to one. */
  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void jvmOfAnotherUser(Jdk jdk) throws Exception {
    if (!ROOT) {
      assertRefused(Cli.run(jdk, "attach", 1), "1");
      return;
    }
    Launch.on(jdk)
        .demo("ForgottenClose")
        .run(
            jvm ->
                assertRefused(
                    Cli.runAs(AS_NOBODY, jdk, "attach", jvm.pid()),
                    Long.toString(jvm.pid()),
                    "root"));
  }

  /** In a mount namespace of its own, where the process's tables and descriptors are hidden. */
  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void jvmThatMayNotReadProc(Jdk jdk) throws Exception {
    String hide = "for d in net fd; do mount -t tmpfs -o size=4k none /proc/$$/$d || exit; done";
    Launch.on(jdk)
        .wrappedBy("unshare", ROOT ? "-m" : "-rm", "sh", "-c", hide + "; exec \"$@\"", "sh")
        .agent("threshold=500ms,interval=200ms,report=report.json")
        .demo("ForgottenClose")
        .run(
            jvm -> {
              jvm.awaitReport();
              Report report = jvm.awaitReport("all sockets", each -> each.sockets() == 5);
              assertThat(report.leaks()).hasSize(1);
              assertThat(report.leaks().get(0).verdict()).isEqualTo("eof_ignored");
              assertThat(report.kernel()).isEqualTo("tcp_info");
              assertThat(report.blind()).anyMatch(sentence -> sentence.contains("/proc"));
            });
  }

  private static void assertOneLineEach(TargetJvm jvm, String... inputs) {
    for (String input : inputs) {
      assertThat(jvm.agentLines())
          .filteredOn(line -> line.contains("'" + input) || line.contains(input + "'"))
          .as(input)
          .hasSize(1);
    }
    assertThat(jvm.agentLines()).hasSize(inputs.length + 1);
  }

  private static void assertRefused(Cli.Result result, String... named) {
    assertThat(result.status()).as(result.toString()).isEqualTo(2);
    assertThat(result.lines()).singleElement().asString().contains(named);
  }
}
