package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command {@code watch}, on a pseudo terminal and without one. */
class WatchIT {
  private static final Pattern TERMINAL = Pattern.compile("(/dev/pts/\\d+)\r?\n");
  private static final Pattern SETTINGS = Pattern.compile("settings (\\S+)");

  /** The agent is attached once, whatever the number of looks. */
  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void withoutATerminalEachLookIsABlock(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .demo("ForgottenClose")
        .run(
            jvm -> {
              Path shown = jvm.directory().resolve("shown");
              Process watch = start(shown, jdk.command("java"), arguments(jvm));
              Await.until("three blocks", () -> text(shown).split("closewait  PID ").length > 3);
              assertThat(text(shown)).contains("CLOSE_WAIT 5").doesNotContain("\u001b", "q quit");
              assertThat(jvm.agentLines()).hasSize(1);
              assertThat(jvm.stderr().stream().filter(line -> line.contains("loaded dynamically")))
                  .hasSizeLessThanOrEqualTo(1);

              assertThat(Cli.run(jdk, "detach", jvm.pid()).status()).isZero();
              assertThat(watch.waitFor(60, TimeUnit.SECONDS)).as("has ended").isTrue();
              assertThat(text(shown)).contains("answers no more");
              assertThat(watch.exitValue()).isEqualTo(2);
            });
  }

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#oldestAndNewest")
  void fillsATerminalAndGivesItBack(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .agent("threshold=500ms,interval=200ms")
        .demo("ForgottenClose")
        .run(
            jvm -> {
              Path shown = jvm.directory().resolve("shown");
              Process watch = start(shown, "script", "-qfec", session(jdk, jvm), "/dev/null");
              Await.until("the leak", () -> text(shown).contains("eof_ignored"));
              Await.until(
                  "the keys", () -> text(shown).contains(" quit  r refresh  p pause  every"));

              resize(terminal(shown), 10, 24);
              Await.until(
                  "a cut footer", () -> text(shown).contains(" quit  r refresh  p pau\u001b"));

              watch.getOutputStream().write('q');
              watch.getOutputStream().flush();
              assertThat(watch.waitFor(60, TimeUnit.SECONDS)).as("has ended").isTrue();
              assertThat(watch.exitValue()).isZero();
              List<String> settings =
                  SETTINGS.matcher(text(shown)).results().map(each -> each.group(1)).toList();
              assertThat(settings).hasSize(2);
              assertThat(settings.get(1)).as("stty after").isEqualTo(settings.get(0));
            });
  }

  private static String[] arguments(TargetJvm jvm) {
    return new String[] {
      "-jar", Artifacts.agent().toString(), "watch", Long.toString(jvm.pid()), "--interval", "500ms"
    };
  }

  /** Commands for a shell: its terminal's name, its settings, watch, and its settings again. */
  private static String session(Jdk jdk, TargetJvm jvm) {
    String settings = "echo settings $(stty -g)";
    return ("tty; stty rows 24 cols 80; " + settings + "; ")
        + (jdk.command("java") + " " + String.join(" ", arguments(jvm)) + "; status=$?; ")
        + (settings + "; exit $status");
  }

  private static Process start(Path shown, String command, String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(Stream.of(command), Stream.of(arguments)).toList())
            .redirectErrorStream(true)
            .redirectOutput(shown.toFile());
    builder.environment().put("TERM", "xterm");
    builder.environment().remove("NO_COLOR");
    return builder.start();
  }

  private static String terminal(Path shown) throws Exception {
    return Await.value(
        "the terminal's name",
        () -> {
          Matcher name = TERMINAL.matcher(text(shown));
          return name.find() ? Optional.of(name.group(1)) : Optional.empty();
        });
  }

  private static void resize(String terminal, int rows, int columns) throws Exception {
    String[] command = {"stty", "-F", terminal, "rows", "" + rows, "cols", "" + columns};
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }
}
