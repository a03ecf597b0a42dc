package io.closewait.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: {@code java -jar closewait-agent.jar COMMAND}. */
@Command(
    name = "java -jar closewait-agent.jar",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Tells which line of a running JVM's code forgot close().",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:leaks found (report)",
      "2:bad usage, or the JVM cannot be reached"
    })
public final class Main implements Callable<Integer> {
  private static final int FAILED = 2;

  private Main() {}

  /** Runs one command and exits with its status. */
  @SuppressWarnings("DefaultCharset") // the terminal's
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int status = run(out, err, arguments);
    out.flush();
    System.exit(status);
  }

  /** Runs one command; never throws. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line =
        new CommandLine(new Main())
            .addSubcommand(new ListCommand(out))
            .addSubcommand(new AttachCommand(out))
            .addSubcommand(new ReportCommand(out))
            .addSubcommand(new WatchCommand(out))
            .addSubcommand(new DetachCommand(out))
            .setOut(out)
            .setErr(err)
            .setExpandAtFiles(false)
            .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    line.setParameterExceptionHandler((e, given) -> fail(err, usage(e)));
    line.setExecutionExceptionHandler((e, command, parsed) -> fail(err, line(e)));
    return line.execute(arguments);
  }

  @Override
  public Integer call() throws Refusal {
    throw new Refusal("no command is given: see java -jar closewait-agent.jar --help");
  }

  private static int fail(PrintWriter err, String line) {
    err.println("closewait: " + line);
    return FAILED;
  }

  private static String line(Exception e) {
    return e instanceof Refusal
        ? ((Refusal) e).line()
        : "unexpected failure (" + e + "): please report it to the authors of closewait";
  }

  private static String usage(ParameterException e) {
    CommandLine command = e.getCommandLine();
    String help = "see " + command.getCommandSpec().qualifiedName() + " --help";
    return e instanceof UnmatchedArgumentException
        ? unmatched((UnmatchedArgumentException) e, command) + help
        : e.getMessage() + ": " + help;
  }

  private static String unmatched(UnmatchedArgumentException e, CommandLine command) {
    String argument = e.getUnmatched().get(0);
    if (!argument.startsWith("-")) {
      return command.getSubcommands().isEmpty()
          ? "unknown argument '" + argument + "': "
          : ("unknown command '" + argument + "': use ")
              + (String.join(", ", command.getSubcommands().keySet()) + "; ");
    }
    List<String> suggestions = e.getSuggestions();
    return ("unknown option '" + argument + "': ")
        + (suggestions.isEmpty() ? "" : "did you mean '" + suggestions.get(0) + "'? ");
  }
}
