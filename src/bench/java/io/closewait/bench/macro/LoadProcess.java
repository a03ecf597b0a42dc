package io.closewait.bench.macro;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A JVM that runs a load program and is spoken to by lines. */
public final class LoadProcess implements AutoCloseable {
  /** The same for every arm: nothing that starts or ends threads by itself. */
  private static final List<String> FLAGS =
      List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:CICompilerCount=2");

  /** Without its agent an arm would look very good. */
  private static final String FAILED = "closewait: not started";

  private final List<String> command;
  private final Process process;
  private final BufferedReader answers;

  /**
   * Starts it.
   *
   * @param program a class of the load programs
   */
  public LoadProcess(String java, List<String> flags, String program, List<String> arguments)
      throws IOException {
    command = new ArrayList<>();
    command.add(java);
    command.addAll(FLAGS);
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath()));
    command.add("io.closewait.bench.load." + program);
    command.addAll(arguments);
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    answers = process.inputReader(StandardCharsets.US_ASCII);
  }

  /** What the load programs need, and none of the agent's own classes, which would hide its jar. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.contains("closewait-bench") || entry.contains("HdrHistogram"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The next line that starts with a word; what agents print before it is passed over. */
  public String await(String word) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(word)) {
        return line;
      }
      if (line.startsWith(FAILED)) {
        throw new IOException(String.join(" ", command) + " said: " + line);
      }
      said.append(line).append('\n');
    }
    throw new IOException(String.join(" ", command) + " ended and said:\n" + said);
  }

  /** Says a line that has no answer. */
  public void say(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    process.getOutputStream().flush();
  }

  /** Says a line and returns the answer, which consists of numbers. */
  public long[] ask(String line) throws IOException {
    say(line);
    StringBuilder said = new StringBuilder();
    for (String answer = answers.readLine(); answer != null; answer = answers.readLine()) {
      if (!answer.isEmpty() && Character.isDigit(answer.charAt(0))) {
        String[] words = answer.split(" ");
        long[] numbers = new long[words.length];
        for (int i = 0; i < words.length; i++) {
          numbers[i] = Long.parseLong(words[i]);
        }
        return numbers;
      }
      said.append(answer).append('\n');
    }
    throw new IOException(String.join(" ", command) + " ended and said:\n" + said);
  }

  ProcessCpu cpu() throws IOException {
    return ProcessCpu.of(process.pid());
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
