package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A report says who called close() on what, where the socket below stayed open. */
class ClosedWrappersIT {
  private static final int SOCKETS = 3;

  @TempDir private static Path directory;
  private static Path keys;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = Keys.make(directory);
  }

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void whoClosedWhatIsNamed(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .agent("threshold=500ms,interval=200ms")
        .flags(Keys.flags(keys))
        .program("ClosedWrappers")
        .run(
            jvm -> {
              Report report = jvm.awaitReport("the sockets", each -> each.sockets() == SOCKETS);
              assertThat(report.blind()).isEmpty();
              assertSpared(leak(report, "tlsWithoutAutoClose"));
              assertFailed(leak(report, "reset"), "$Session", "$Session.close(");
              assertFailed(
                  leak(report, "objectStream"), "java.io.ObjectOutputStream", ".closeStream(");
              jvm.closeSockets();
              jvm.awaitReport("no leak", each -> each.leaks().isEmpty());
            });
  }

  /** Before 1.4.4 a transport that was never connected did nothing at close(). */
  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#oldestAndNewest")
  void aMailTransportThatSparesItsSocketIsNamed(Jdk jdk) throws Exception {
    String program = "MailGreeting";
    int line = SourceLine.number(Artifacts.libraryProgram(program), "// closed");
    Launch.on(jdk)
        .agent("threshold=500ms,interval=200ms")
        .main(new LibrarySet(List.of("javax.mail:mail:1.4.3")).classPathOf(program, 8), program)
        .run(
            jvm -> {
              Report report = jvm.awaitReport("the socket", each -> each.sockets() == 1);
              Report.Leak leak = report.leaks().get(0);
              assertThat(leak.closedWrapper().on()).isEqualTo("com.sun.mail.smtp.SMTPTransport");
              assertThat(leak.closedWrapper().frame())
                  .endsWith("(" + program + ".java:" + line + ")");
              assertThat(leak.remedy()).contains("Update JavaMail to 1.4.4");
            });
  }

  private static Report.Leak leak(Report report, String method) {
    return report.leaks().stream()
        .filter(leak -> leak.method().equals(method))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no leak of " + method + ": " + report));
  }

  private static void assertSpared(Report.Leak leak) {
    Report.ClosedWrapper closed = leak.closedWrapper();
    assertThat(closed.on()).isEqualTo("sun.security.ssl.SSLSocketImpl");
    assertThat(closed.frame()).contains(".closeLayer(");
    assertThat(closed.thread()).isEqualTo("main");
    assertThat(closed.failed()).isFalse();
    assertThat(leak.reason()).contains("which leaves the socket below open");
    assertThat(leak.remedy()).contains("autoClose true").contains(closed.frame());
  }

  private static void assertFailed(Report.Leak leak, String on, String place) {
    assertThat(leak.verdict()).isEqualTo("dead");
    Report.ClosedWrapper closed = leak.closedWrapper();
    assertThat(closed.on()).endsWith(on);
    assertThat(closed.frame()).contains(place);
    assertThat(closed.failed()).isTrue();
    assertThat(leak.remedy()).contains(closed.frame());
  }
}
