package io.closewait.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the command line of the agent's jar. */
final class Cli {
  /** What a command came to. */
  record Result(int status, String out, String err) {
    /** The lines on both streams. */
    List<String> lines() {
      return (out + err).lines().toList();
    }
  }

  private Cli() {}

  static Result run(Jdk jdk, Object... arguments) throws IOException, InterruptedException {
    return runAs(List.of(), jdk, arguments);
  }

  /** Runs it by way of a command that ends by executing the one it has got as its arguments. */
  static Result runAs(List<String> wrapper, Jdk jdk, Object... arguments)
      throws IOException, InterruptedException {
    return runAs(wrapper, jdk, Artifacts.agent(), arguments);
  }

  /** Runs it from a copy of the jar. */
  static Result runAs(List<String> wrapper, Jdk jdk, Path jar, Object... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(List.of(jdk.command("java"), "-jar", jar.toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Path out = Files.createTempFile("closewait-it-", ".out");
    Path err = Files.createTempFile("closewait-it-", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("not within 60 s: " + command);
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
