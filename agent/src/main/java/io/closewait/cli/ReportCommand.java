package io.closewait.cli;

import io.closewait.report.Format;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the agent in a running JVM for its report. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Print what the agent in a JVM has found; exit status 1 if it found leaks.")
final class ReportCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Parameters(paramLabel = "PID", description = "The process id of the JVM.")
  private String pid;

  @Option(
      names = "--format",
      paramLabel = "text|json|html",
      defaultValue = "text",
      description = "How the report is written; text unless given.")
  private String format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where the report is written; to stdout unless given.")
  private @Nullable String output;

  ReportCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Refusal {
    String command = "command=report,format=" + known(format).text();
    Target target = Target.find(pid);
    if (output == null) {
      Reply reply = Conversation.ask(target, command);
      out.print(reply.text());
      return reply.status();
    }
    try (OutputFile file = new OutputFile(path(output))) {
      Reply reply = Conversation.ask(target, command);
      file.write(reply.text());
      return reply.status();
    }
  }

  private static Format known(String name) throws Refusal {
    try {
      return Format.of(name);
    } catch (IllegalArgumentException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  private static Path path(String text) throws Refusal {
    try {
      return Paths.get(text);
    } catch (InvalidPathException e) {
      throw new Refusal("'" + text + "' is not a file's name: give another with --output");
    }
  }
}
