package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmc.common.item.Attribute;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.common.unit.ContentType;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** What recordings of Flight Recorder have of closewait. */
class JfrIT {
  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void aRecordingGetsTheEvents(Jdk jdk) throws Exception {
    Launch launch = Launch.on(jdk).agent("threshold=500ms,interval=200ms").demo("ForgottenClose");
    if (jdk.feature() > 8) {
      launch.flags(ClassLog.flags(jdk));
    }
    launch.run(
        jvm -> {
          jvm.awaitReport("the leak", report -> report.sockets() == 5);
          jvm.awaitSamples(3);
          if (jdk.feature() > 8) {
            assertNothingIsLoaded(ClassLog.of(jvm).names());
          }

          run(jvm, jdk.command("jcmd"), "" + jvm.pid(), "JFR.start", "name=it", settings(jvm));
          awaitEvents(jvm);
          run(jvm, jdk.command("jcmd"), "" + jvm.pid(), "JFR.stop", "name=it");
          assertMissionControlReads(recording(jvm));
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

  private static Path recording(TargetJvm jvm) {
    return jvm.directory().resolve("it.jfr");
  }

  private static boolean hasEvents(TargetJvm jvm) throws Exception {
    String dump = "filename=" + recording(jvm);
    run(jvm, jvm.jdk().command("jcmd"), "" + jvm.pid(), "JFR.dump", "name=it", dump);
    String json =
        run(
            jvm,
            reader(jvm.jdk()).command("jfr"),
            "print",
            "--json",
            "--events",
            "closewait.Leak,closewait.ConnectionStates",
            recording(jvm).toString());
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

  /** With the parser of JDK Mission Control. */
  private static void assertMissionControlReads(Path recording) throws Exception {
    IItemCollection events = JfrLoaderToolkit.loadEvents(recording.toFile());
    assertThat(values(events, "closewait.Leak", "verdict", UnitLookup.PLAIN_TEXT))
        .contains("eof_ignored");
    assertThat(values(events, "closewait.Leak", "openedBy", UnitLookup.PLAIN_TEXT))
        .anyMatch(frame -> frame.startsWith("io.closewait.demo.ForgottenClose.fetch("));
    IQuantity five = UnitLookup.NUMBER_UNITY.quantity(5);
    assertThat(values(events, "closewait.Leak", "count", UnitLookup.NUMBER)).contains(five);
    assertThat(values(events, "closewait.ConnectionStates", "closeWait", UnitLookup.NUMBER))
        .contains(five);
  }

  private static <T> Stream<T> values(
      IItemCollection events, String type, String field, ContentType<T> kind) {
    return events.apply(ItemFilters.type(type)).values(Attribute.attr(field, field, kind)).get();
  }

  /** JMX loads some of it by itself, but none of this. */
  private static void assertNothingIsLoaded(List<String> classes) {
    assertThat(classes.contains("jdk.jfr.internal.PlatformRecorder")).as("recorder").isFalse();
    assertThat(classes.contains("io.closewait.jfr.LeakEvent")).as("event").isFalse();
    assertThat(classes.contains("io.closewait.jfr.JfrExposure")).as("exposure").isTrue();
  }

  private static String run(TargetJvm jvm, String... command) throws Exception {
    Path out = jvm.directory().resolve("out");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor()).as(String.join(" ", command) + Files.readString(out)).isZero();
    return Files.readString(out);
  }
}
