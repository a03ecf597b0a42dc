package io.closewait.bench.startup;

import io.closewait.bench.macro.Arm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Starts a small application once, to its end. */
final class Start {
  /** bash measures its children to the millisecond, as the kernel accounts them (getrusage). */
  private static final String TIMED = "TIMEFORMAT='%3U %3S'; { time \"$@\" >/dev/null 2>&1; }";

  private final String java;
  private final String program;

  /**
   * @param program its main class
   */
  Start(String java, String program) {
    this.java = java;
    this.program = program;
  }

  /** The processor time that it takes, user and system, in milliseconds. */
  double cpuMillis(Arm arm) throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", TIMED, "bash"));
    command.addAll(command(arm));
    String[] seconds = output(command).trim().split(" ");
    return 1000 * (Double.parseDouble(seconds[0]) + Double.parseDouble(seconds[1]));
  }

  /** How many classes it loads. */
  long loadedClasses(Arm arm) throws IOException {
    List<String> command = command(arm);
    command.add(1, "-verbose:class");
    return output(command)
        .lines()
        .filter(line -> line.contains("[Loaded ") || line.contains(" source: "))
        .count();
  }

  private List<String> command(Arm arm) {
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(arm.flags());
    command.addAll(List.of("-cp", System.getProperty("java.class.path").split(":")[0]));
    command.add(program);
    return command;
  }

  private static String output(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.onExit().join().exitValue();
    if (status != 0) {
      throw new IOException(
          String.join(" ", command) + " ended with status " + status + " and said: " + output);
    }
    return output;
  }
}
