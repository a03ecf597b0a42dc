package io.closewait.cli;

import io.closewait.options.Durations;
import io.closewait.screen.Facts;
import io.closewait.screen.View;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows again and again what the agent in a running JVM sees. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Show what the agent in a JVM sees, again and again: states, leaks, findings, descriptors.",
      "The agent is started in the JVM if it is not there, and stays.",
      "Without a terminal each look is a block of lines."
    })
final class WatchCommand implements Callable<Integer> {
  private static final long LEAST_MILLIS = 500;
  private static final long MOST_MILLIS = 60_000;

  /** After so long without an answer the JVM is shown as one that hangs. */
  private static final long LATE_MILLIS = 5_000;

  private final PrintWriter out;

  @Parameters(paramLabel = "PID", description = "The process id of the JVM.")
  private String pid;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "2s",
      description = "The time between two looks, 500ms to 60s; 2s unless given.")
  private String interval;

  WatchCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Refusal {
    long millis = Durations.parse(interval);
    if (millis < LEAST_MILLIS || millis > MOST_MILLIS) {
      throw new Refusal(
          "bad interval '" + interval + "': give --interval a time from 500ms to 60s, such as 5s");
    }
    Target target = Target.find(pid);
    boolean there = target.hasAgent();
    try (Answers answers = Answers.of(target);
        View view = View.on(out, millis)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(answers, view), "leave"));
      watch(target, answers, view, millis);
    }
    if (!target.isAlive()) {
      out.println("JVM " + pid + " has ended.");
    } else if (!there) {
      out.println(
          "closewait was started in JVM " + pid + " and stays there; 'detach' takes it out.");
    }
    return 0;
  }

  /** What a signal must not leave behind. */
  private static void leave(Answers answers, View view) {
    view.close();
    answers.close();
  }

  private static void watch(Target target, Answers answers, View view, long millis) throws Refusal {
    long asked = System.nanoTime();
    boolean waiting = true;
    while (target.isAlive()) {
      @Nullable String answer = waiting ? answers.next() : null;
      if (answer != null) {
        waiting = false;
        view.show(Facts.of(answer));
      }
      long since = (System.nanoTime() - asked) / 1_000_000;
      if (waiting && since > LATE_MILLIS) {
        view.late(since);
      }
      View.Wish wish = view.await(waiting ? 100 : millis - since);
      if (wish == View.Wish.QUIT) {
        return;
      }
      if (!waiting
          && (wish == View.Wish.REFRESH || System.nanoTime() - asked >= millis * 1_000_000)) {
        answers.ask();
        asked = System.nanoTime();
        waiting = true;
      }
    }
  }
}
