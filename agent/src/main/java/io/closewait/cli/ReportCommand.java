package io.closewait.cli;

import io.closewait.bundle.Bundle;
import io.closewait.bundle.Evidence;
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
  private static final String ZIP = "zip";

  /** What the agent is asked for where several of its texts are needed. */
  private static final String BUNDLE = "bundle";

  private final PrintWriter out;

  @Parameters(paramLabel = "PID", description = "The process id of the JVM.")
  private String pid;

  @Option(
      names = "--format",
      paramLabel = "text|json|html|zip",
      defaultValue = "text",
      description =
          "How the report is written; text unless given. zip is all formats with a thread dump,"
              + " flags, library versions and a table of sockets.")
  private String format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "Where the report is written; to stdout unless given, zip to closewait-PID.zip.")
  private @Nullable String output;

  @Option(
      names = "--redact",
      description = "Replace addresses and host names, each by the same alias everywhere.")
  private boolean redact;

  ReportCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Refusal {
    if (format.equals(ZIP)) {
      return bundle();
    }
    Format wanted = known(format);
    String command = "command=report,format=" + (redact ? BUNDLE : wanted.text());
    Target target = Target.find(pid);
    if (output == null) {
      Reply reply = Conversation.ask(target, command);
      out.print(text(reply, wanted));
      return reply.status();
    }
    try (OutputFile file = new OutputFile(path(output))) {
      Reply reply = Conversation.ask(target, command);
      file.write(text(reply, wanted));
      return reply.status();
    }
  }

  private String text(Reply reply, Format wanted) {
    return redact ? bundle(reply).file(Evidence.fileName(wanted)) : reply.text();
  }

  private int bundle() throws Refusal {
    Target target = Target.find(pid);
    Path path = path(output == null ? "closewait-" + pid + ".zip" : output);
    try (OutputFile file = new OutputFile(path)) {
      Reply reply = Conversation.ask(target, "command=report,format=" + BUNDLE);
      file.write(bundle(reply).zip());
      out.println(path.toAbsolutePath());
      return reply.status();
    }
  }

  private Bundle bundle(Reply reply) {
    Bundle bundle = new Bundle(reply.text(), Paths.get("/proc", pid));
    if (redact) {
      bundle.redact();
    }
    return bundle;
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
