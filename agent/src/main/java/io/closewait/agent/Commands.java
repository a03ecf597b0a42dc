package io.closewait.agent;

import io.closewait.hook.Installer;
import io.closewait.options.Options;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Agent} is asked for: the agent's own loader loads this class and all that it needs.
 */
public final class Commands {
  /** Runs an application that is one source file, JEP 330. */
  private static final String SOURCE_LAUNCHER = "jdk.compiler/com.sun.tools.javac.launcher.";

  private static @Nullable Session session;

  private Commands() {}

  /** Called before {@code main}, for {@code -javaagent}. */
  public static void premain(@Nullable String argument, Instrumentation instrumentation)
      throws Exception {
    if (!isJdkTool() && !isOwnCommandLine()) {
      start(argument, instrumentation, "premain");
    }
  }

  /** Called in a running JVM, for an attach or a command of the command line. */
  public static void agentmain(@Nullable String argument, Instrumentation instrumentation) {
    Command command = Command.of(argument);
    try {
      Answer answer = run(command, instrumentation);
      if (answer != null) {
        command.reply(answer);
      }
    } catch (Throwable e) {
      command.reply(Answer.refused("the agent failed in the target: " + e));
    }
  }

  /** Null if the answers come from a thread of their own. */
  private static synchronized @Nullable Answer run(Command command, Instrumentation instrumentation)
      throws Exception {
    Session present = session;
    switch (command.name()) {
      case "attach":
        return start(command.options(), instrumentation, "attach");
      case "report":
        return present == null ? notAttached() : present.report(command.format());
      case "watch":
        return view(command, instrumentation);
      case "detach":
        if (present == null) {
          return notAttached();
        }
        session = null;
        return present.stop();
      default:
        return Answer.refused(
            "unknown command '" + command.name() + "': use attach, report, watch or detach");
    }
  }

  /** Attaches first where that was not done yet, since each attach costs the target a warning. */
  private static @Nullable Answer view(Command command, Instrumentation instrumentation)
      throws Exception {
    String file = command.replyFile();
    if (file == null) {
      return Answer.refused("watch needs a reply file: use the command line");
    }
    if (session == null) {
      Answer started = start(null, instrumentation, "attach");
      if (started.status() != 0) {
        return started;
      }
    }
    Session present = session;
    if (present != null) {
      present.view(file);
    }
    return null;
  }

  private static Answer notAttached() {
    return Answer.refused("not attached to this JVM: use attach first");
  }

  /** The one way in, whether before main or later. */
  private static synchronized Answer start(
      @Nullable String argument, Instrumentation instrumentation, String attached)
      throws Exception {
    if (session != null) {
      String message = "already attached to this JVM: use report, or detach first";
      if (attached.equals("premain")) {
        Stderr.complain(message);
      }
      return Answer.refused(message);
    }
    Options options = Options.read(argument, System.getProperties(), System.getenv());
    for (String complaint : options.complaints()) {
      Stderr.complain(complaint);
    }
    if (!options.enabled()) {
      return Answer.refused("switched off in this JVM by enabled=false: take that away");
    }
    Installer.defineBridge(instrumentation);
    session = Session.start(options, instrumentation, attached);
    return Answer.done(session.greeting() + "\n");
  }

  /** JAVA_TOOL_OPTIONS starts agents in keytool, jps and the like, where nobody wants one. */
  private static boolean isJdkTool() {
    String command = System.getProperty("sun.java.command", "");
    boolean fromJdk =
        command.startsWith("sun.")
            || command.startsWith("jdk.")
            || command.startsWith("com.sun.tools.");
    return fromJdk && !command.startsWith(SOURCE_LAUNCHER);
  }

  /** The same variable starts the agent in its own command line. */
  private static boolean isOwnCommandLine() throws URISyntaxException {
    return new File(Host.main()).getName().equals(new File(Agent.jar()).getName());
  }
}
