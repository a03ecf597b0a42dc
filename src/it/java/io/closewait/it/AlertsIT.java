package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alerts in the application's own log. */
class AlertsIT {
  private static final LibrarySet LOGBACK =
      new LibrarySet(List.of("ch.qos.logback:logback-classic:1.3.15"));

  private static final LibrarySet LOG4J =
      new LibrarySet(List.of("org.apache.logging.log4j:log4j-slf4j2-impl:2.24.3"));

  private static final String ALERT = "3 sockets leak in CLOSE_WAIT (eof_ignored)";

  @TempDir private Path directory;

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#oldestAndNewest")
  void logback(Jdk jdk) throws Exception {
    Path log = directory.resolve("app.log");
    String pattern = "%level %logger %msg%n";
    String configuration =
        "<configuration><appender name='file' class='ch.qos.logback.core.FileAppender'><file>"
            + log
            + "</file><encoder><pattern>"
            + pattern
            + "</pattern></encoder></appender>"
            + "<root level='info'><appender-ref ref='file'/></root></configuration>";
    String flag = "-Dlogback.configurationFile=" + write("logback.xml", configuration);
    holdLog(launch(jdk, LOGBACK, "slf4j", "slf4j", flag), log, "WARN io.closewait " + ALERT);
  }

  @Test
  void log4j() throws Exception {
    Path log = directory.resolve("app.log");
    String configuration =
        "<Configuration><Appenders><File name='file' fileName='"
            + log
            + "'><PatternLayout pattern='%level %logger %msg%n'/></File></Appenders>"
            + "<Loggers><Root level='info'><AppenderRef ref='file'/></Root></Loggers>"
            + "</Configuration>";
    String flag = "-Dlog4j2.configurationFile=" + write("log4j2.xml", configuration);
    holdLog(
        launch(Jdks.running(), LOG4J, "slf4j", "slf4j", flag), log, "WARN io.closewait " + ALERT);
  }

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#oldestAndNewest")
  void javaUtilLogging(Jdk jdk) throws Exception {
    Path log = directory.resolve("app.log");
    String configuration =
        "handlers=java.util.logging.FileHandler\n"
            + ("java.util.logging.FileHandler.pattern=" + log + "\n")
            + "java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter\n"
            + "java.util.logging.SimpleFormatter.format=%4$s %3$s [%2$s] %5$s%n\n";
    String flag = "-Djava.util.logging.config.file=" + write("jul.properties", configuration);
    String alert = "WARNING io.closewait [closewait alert] " + ALERT;
    holdLog(launch(jdk, LOGBACK, "jul", "jul", flag), log, alert);
  }

  @Test
  void stderrHasThemWhereTheApplicationDoesNotLog() throws Exception {
    launch(Jdks.running(), LOGBACK, "slf4j", "nothing")
        .run(
            jvm -> {
              jvm.awaitAgentLine(ALERT);
              assertThat(jvm.agentLines())
                  .filteredOn(line -> line.contains("slf4j is not in use in this JVM"))
                  .hasSize(1);
            });
  }

  @Test
  void noneAreWanted() throws Exception {
    launch(Jdks.running(), LOGBACK, "none", "nothing")
        .run(
            jvm -> {
              jvm.awaitReport("the leak", report -> report.sockets() == 3);
              jvm.awaitSamples(3);
              assertThat(jvm.agentLines()).as("the line at start").hasSize(1);
            });
  }

  private static void holdLog(Launch launch, Path log, String alert) throws Exception {
    launch.run(
        jvm -> {
          Await.until("the alert in the log", () -> text(log).contains(alert));
          assertThat(text(log)).contains("started", "opened by    Logging.main(Logging.java:");
          assertThat(jvm.agentLines()).as("the line at start").hasSize(1);
        });
  }

  private static Launch launch(
      Jdk jdk, LibrarySet libraries, String alerts, String logsWith, String... flags) {
    return Launch.on(jdk)
        .agent("threshold=500ms,interval=200ms,alerts=" + alerts)
        .flags(flags)
        .main(libraries.classPathOf("Logging", 8), "Logging")
        .arguments(logsWith);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static String text(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
