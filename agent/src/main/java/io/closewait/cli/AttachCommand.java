package io.closewait.cli;

import io.closewait.options.Options;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Starts the agent in a running JVM. */
@Command(
    name = "attach",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Start the agent in a running JVM.")
final class AttachCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Parameters(index = "0", paramLabel = "PID", description = "The process id of the JVM.")
  private String pid;

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description = "Options of the agent, such as threshold=30s.")
  private List<String> options = Collections.emptyList();

  AttachCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Refusal {
    String given = String.join(",", options);
    List<String> complaints = Options.check(given, "on the command line");
    if (!complaints.isEmpty()) {
      throw new Refusal(complaints.get(0));
    }
    String command = "command=attach" + (given.isEmpty() ? "" : "," + given);
    Reply reply = Conversation.ask(Target.find(pid), command);
    out.print(reply.text());
    return reply.status();
  }
}
