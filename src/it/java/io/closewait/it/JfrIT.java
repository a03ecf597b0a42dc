package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What recordings of Flight Recorder have of closewait. */
class JfrIT {
  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void aRecordingGetsTheEvents(Jdk jdk) throws Exception {
    Launch launch = Launch.on(jdk).agent("threshold=500ms,interval=200ms").demo("ForgottenClose");
    if (jdk.feature() > 8) {
      launch.flags("-Xlog:class+load:file=classes");
    }
    launch.run(
        jvm -> {
          jvm.awaitReport("the leak", report -> report.sockets() == 5);
          jvm.awaitSamples(3);
          if (jdk.feature() > 8) {
            assertNothingIsLoaded(Files.readString(jvm.directory().resolve("classes")));
          }

          run(jvm, jdk.command("jcmd"), "" + jvm.pid(), "JFR.start", "name=it", settings(jvm));
          awaitEvents(jvm);
          run(jvm, jdk.command("jcmd"), "" + jvm.pid(), "JFR.stop", "name=it");
        });
  }

  private static void awaitEvents(TargetJvm jvm) throws Exception {
    try {
      Await.until("both events", () -> hasEvents(jvm));
    } catch (AssertionError e) {
      String check =
          run(jvm, jvm.jdk().command("jcmd"), "" + jvm.pid(), "JFR.check", "verbose=true");
      throw new AssertionError(e.getMessage() + "\n" + jvm.freshReport().blind() + "\n" + check, e);
    }
  }

  /** Nothing but these events, each second. */
  private static String settings(TargetJvm jvm) throws Exception {
    String period = "<setting name='enabled'>true</setting><setting name='period'>1 s</setting>";
    Path file = jvm.directory().resolve("closewait.jfc");
    Files.writeString(
        file,
        "<?xml version='1.0' encoding='UTF-8'?><configuration version='2.0'>"
            + ("<event name='closewait.Leak'>" + period + "</event>")
            + ("<event name='closewait.ConnectionStates'>" + period + "</event></configuration>"));
    return "settings=" + file;
  }

  private static boolean hasEvents(TargetJvm jvm) throws Exception {
    Path recording = jvm.directory().resolve("it.jfr");
    String dump = "filename=" + recording;
    run(jvm, jvm.jdk().command("jcmd"), "" + jvm.pid(), "JFR.dump", "name=it", dump);
    String json =
        run(
            jvm,
            reader(jvm.jdk()).command("jfr"),
            "print",
            "--json",
            "--events",
            "closewait.Leak,closewait.ConnectionStates",
            recording.toString());
    String values = json.replaceAll("\\s", "");
    return values.contains("\"verdict\":\"eof_ignored\"")
        && values.contains("\"count\":5")
        && values.contains("io.closewait.demo.ForgottenClose.fetch(ForgottenClose.java:")
        && values.contains("\"closeWait\":5");
  }

  /**
   * Newer readers (seen with 17 and 25) find no event of JDK 8 whose type its first part has not,
   * which a dump may have ended before the agent's events came.
   */
  private static Jdk reader(Jdk jdk) {
    return jdk.feature() == 8 ? jdk : Jdks.running();
  }

  /** JMX loads some of it by itself, but none of this. */
  private static void assertNothingIsLoaded(String classes) {
    assertThat(classes.contains(" jdk.jfr.internal.PlatformRecorder ")).as("recorder").isFalse();
    assertThat(classes.contains(" io.closewait.jfr.LeakEvent ")).as("event").isFalse();
    assertThat(classes.contains(" io.closewait.jfr.JfrExposure ")).as("exposure").isTrue();
  }

  private static String run(TargetJvm jvm, String... command) throws Exception {
    Path out = jvm.directory().resolve("out");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor()).as(String.join(" ", command) + Files.readString(out)).isZero();
    return Files.readString(out);
  }
}
