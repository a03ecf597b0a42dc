package io.closewait.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;

/**
 * A running JVM that may be attached to.
 *
 * <p>An attach sends SIGQUIT, which ends a process that does not expect it. So a target exists only
 * after {@code /proc} has shown that it is a JVM and catches the signal.
 */
final class Target {
  private static final String ROOT = "0";
  private static final String LIST = "'list' shows the JVMs of this machine";

  private final ProcessDirectory process;
  private final String pid;
  private final String user;
  private final boolean foreign;

  private Target(ProcessDirectory process, String pid, String user, boolean foreign) {
    this.process = process;
    this.pid = pid;
    this.user = user;
    this.foreign = foreign;
  }

  /**
   * The JVM of that process id.
   *
   * @throws Refusal if there is none, or this user may not attach to it
   */
  static Target find(String pid) throws Refusal {
    return find(Paths.get("/proc"), pid);
  }

  static Target find(Path proc, String pid) throws Refusal {
    if (!pid.matches("[1-9][0-9]{0,9}")) {
      throw new Refusal("'" + pid + "' is not a process id: give a number, " + LIST);
    }
    if (!Files.isDirectory(proc.resolve("self"))) {
      throw new Refusal(
          ("cannot see without /proc whether process " + pid + " is a JVM")
              + ": start it with -javaagent:closewait-agent.jar instead");
    }
    ProcessDirectory process = new ProcessDirectory(proc.resolve(pid));
    try {
      return find(process, new ProcessDirectory(proc.resolve("self")), pid);
    } catch (AccessDeniedException e) {
      throw new Refusal(
          "permission denied to look into process " + pid + ": run this command as root");
    } catch (IOException e) {
      throw new Refusal("there is no process " + pid + ": " + LIST);
    }
  }

  private static Target find(ProcessDirectory process, ProcessDirectory self, String pid)
      throws IOException, Refusal {
    if (!process.exists()) {
      throw new Refusal("there is no process " + pid + ": " + LIST);
    }
    if (!process.process().equals(pid)) {
      throw new Refusal(pid + " is a thread of process " + process.process() + ": name that");
    }
    String user = process.effectiveUser();
    boolean foreign = !user.equals(self.effectiveUser());
    if (foreign && !self.effectiveUser().equals(ROOT)) {
      String name = process.userName();
      throw new Refusal(
          ("permission denied: process " + pid + " belongs to user " + name)
              + (": run this command as " + name));
    }
    if (process.libjvm() == null) {
      throw new Refusal("process " + pid + " (" + process.name() + ") is not a JVM: " + LIST);
    }
    checkFlags(process, pid);
    return new Target(process, pid, user, foreign);
  }

  private static void checkFlags(ProcessDirectory process, String pid) throws IOException, Refusal {
    List<String> flags = process.commandLine();
    if (flags.contains("-XX:+DisableAttachMechanism")) {
      throw attachDisabled(pid);
    }
    if (flags.contains("-XX:-EnableDynamicAgentLoading")) {
      throw loadingDisabled(pid);
    }
    if (process.stopped()) {
      throw new Refusal("JVM " + pid + " is stopped: let it go on with kill -CONT " + pid);
    }
    if (!process.catchesQuit()) {
      throw new Refusal(
          ("JVM " + pid + " cannot be attached to, the signal for it would end the JVM")
              + ": it was started with -Xrs, or has only just started: then try again");
    }
  }

  /** Says that the target was started without the JDK's attach mechanism. */
  static Refusal attachDisabled(String pid) {
    return new Refusal(
        ("JVM " + pid + " was started with -XX:+DisableAttachMechanism")
            + ": restart it without, or with -javaagent:closewait-agent.jar");
  }

  /** Says that the target was started so that it loads no agent later. */
  static Refusal loadingDisabled(String pid) {
    return new Refusal(
        ("JVM " + pid + " was started with -XX:-EnableDynamicAgentLoading")
            + ": restart it without, or with -javaagent:closewait-agent.jar");
  }

  String pid() {
    return pid;
  }

  /** The id of the user as whom it runs. */
  String user() {
    return user;
  }

  /** Whether closewait runs in it. */
  boolean hasAgent() {
    try {
      return process.hasThread(Jvms.AGENT_THREAD);
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether it still runs; a process whose end nobody has taken notice of does not. */
  boolean isAlive() {
    try {
      return !process.commandLine().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether it runs as another user than this command does. */
  boolean foreign() {
    return foreign;
  }
}
