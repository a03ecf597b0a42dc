package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A launched JVM with a directory of its own; its program obeys the lines close and exit. */
final class TargetJvm implements AutoCloseable {
  private static final String REPORT = "report.json";

  private final Jdk jdk;
  private final List<String> command;
  private final Path directory;
  private final Process process;
  private final List<String> expectedOutput = new ArrayList<>(List.of("ready"));
  private boolean watched;
  private boolean overflows;
  private Jmx jmx;

  TargetJvm(Jdk jdk, List<String> command, Map<String, String> environment, boolean watched)
      throws IOException {
    this.jdk = jdk;
    this.command = command;
    this.watched = watched;
    directory = Files.createTempDirectory("closewait-it-");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(directory.resolve("stdout").toFile())
            .redirectError(directory.resolve("stderr").toFile());
    builder.environment().keySet().removeIf(TargetJvm::changesJvms);
    builder.environment().putAll(environment);
    process = builder.start();
  }

  private static boolean changesJvms(String variable) {
    return variable.startsWith("CLOSEWAIT_")
        || variable.endsWith("JAVA_OPTIONS")
        || variable.equals("JAVA_TOOL_OPTIONS");
  }

  Jdk jdk() {
    return jdk;
  }

  long pid() {
    return process.pid();
  }

  /** Where the program runs. */
  Path directory() {
    return directory;
  }

  /** Its JMX; the agent's beans come soon after the start. */
  Jmx jmx() throws Exception {
    if (jmx == null) {
      jmx = Jmx.of(pid());
    }
    if (watched) {
      Await.until("the agent's beans", () -> jmx.server().isRegistered(Jmx.CONNECTIONS));
    }
    return jmx;
  }

  void awaitReady() throws Exception {
    awaitOutput("ready");
  }

  /** Tells the program to close what it holds. */
  void closeSockets() throws Exception {
    say("close");
    expectedOutput.add("closed");
    awaitOutput("closed");
  }

  /** Tells the program a line of its own protocol, and returns its answer. */
  String ask(String line) throws Exception {
    say(line);
    String answer =
        Await.value(
            "the answer to " + line,
            () -> stdout().stream().skip(expectedOutput.size()).findFirst());
    expectedOutput.add(answer);
    return answer;
  }

  /** From now on the agent is expected in it, or not. */
  void watched(boolean present) {
    watched = present;
  }

  /**
   * Stacks overflow in it: then the hooks keep an error from the application, and the JVM may say
   * that it could not show a class to an agent.
   */
  void overflows() {
    overflows = true;
  }

  private void awaitOutput(String line) throws Exception {
    Await.until(
        "the output " + line,
        () -> {
          assertThat(process.isAlive() || stdout().contains(line)).as("alive").isTrue();
          return stdout().equals(expectedOutput);
        });
  }

  private void say(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    process.getOutputStream().flush();
  }

  /** The program's output. */
  List<String> stdout() {
    return Stderr.withoutDebugger(lines("stdout"));
  }

  List<String> stderr() {
    return lines("stderr");
  }

  /** What the agent has said on stderr. */
  List<String> agentLines() {
    return stderr().stream().filter(Stderr::fromAgent).toList();
  }

  /** Waits for a line of the agent that contains a text, and returns it. */
  String awaitAgentLine(String text) throws Exception {
    return Await.value(
        "a line on stderr with: " + text,
        () -> agentLines().stream().filter(line -> line.contains(text)).findFirst());
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(directory.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean hasReport() {
    return Files.exists(directory.resolve(REPORT));
  }

  /** The report file that the agent has written of itself. */
  Report report() {
    return Report.read(directory.resolve(REPORT));
  }

  /** Waits until the agent has written a report of itself. */
  Report awaitReport() throws Exception {
    Await.until("a report file", this::hasReport);
    return report();
  }

  /** Asks for reports until one is as expected. */
  Report awaitReport(String what, Predicate<Report> expected) throws Exception {
    return Await.value(what, () -> Stream.of(freshReport()).filter(expected).findAny());
  }

  /** A report of this moment. */
  Report freshReport() throws Exception {
    return jmx().report(directory.resolve("asked.json"));
  }

  /** Waits until the agent has taken so many more samples. */
  void awaitSamples(int count) throws Exception {
    long before = (Long) jmx().agent("SamplesTaken");
    Await.until("samples", () -> (Long) jmx().agent("SamplesTaken") >= before + count);
  }

  /** The rules for every run. */
  void end() throws Exception {
    if (watched && !overflows) {
      assertThat(jmx().agent("SuppressedErrors")).as("suppressed errors").isEqualTo(0L);
    }
    closeJmx();
    say("exit");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("has ended").isTrue();
    assertThat(process.exitValue()).as("exit status").isZero();
    assertThat(stdout()).as("stdout").isEqualTo(expectedOutput);
    assertThat(Stderr.unexpected(stderr()))
        .as("stderr")
        .filteredOn(line -> !overflows || !Stderr.fromAgentInterface(line))
        .isEmpty();
  }

  private void closeJmx() throws IOException {
    if (jmx != null) {
      jmx.close();
      jmx = null;
    }
  }

  /** All that helps to understand a failure. */
  String describe() {
    return jdk
        + ", "
        + String.join(" ", command)
        + "\nstdout:\n"
        + String.join("\n", stdout())
        + "\nstderr:\n"
        + String.join("\n", stderr())
        + (process.isAlive() ? "\nthreads:\n" + threads() : "");
  }

  private String threads() {
    Path dump = directory.resolve("threads");
    try {
      Process jstack =
          new ProcessBuilder(jdk.command("jstack"), "-l", Long.toString(pid()))
              .redirectErrorStream(true)
              .redirectOutput(dump.toFile())
              .start();
      if (!jstack.waitFor(20, TimeUnit.SECONDS)) {
        jstack.destroyForcibly().onExit().join();
      }
      return Files.readString(dump);
    } catch (IOException | InterruptedException e) {
      return "no dump: " + e;
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
