package io.closewait.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes the agent out of a running JVM. */
@Command(
    name = "detach",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Take the agent out of a JVM: its hooks, its thread and its MBeans.")
final class DetachCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Parameters(paramLabel = "PID", description = "The process id of the JVM.")
  private String pid;

  DetachCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Refusal {
    Reply reply = Conversation.ask(Target.find(pid), "command=detach");
    out.print(reply.text());
    return reply.status();
  }
}
