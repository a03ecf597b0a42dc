package io.closewait.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters the agent. Nothing that goes wrong here leaves it, because an exception from
 * premain ends the application.
 */
public final class Agent {
  private static final String START = "premain";

  private static @Nullable Class<?> commands;

  private Agent() {}

  /** Called before {@code main}, for {@code -javaagent}. */
  public static void premain(@Nullable String argument, Instrumentation instrumentation) {
    run(START, argument, instrumentation);
  }

  /** Called in a running JVM, for an attach or a command of the command line. */
  public static void agentmain(@Nullable String argument, Instrumentation instrumentation) {
    run("agentmain", argument, instrumentation);
  }

  private static void run(
      String method, @Nullable String argument, Instrumentation instrumentation) {
    try {
      commands()
          .getMethod(method, String.class, Instrumentation.class)
          .invoke(null, argument, instrumentation);
    } catch (InvocationTargetException e) {
      complain(method, e.getCause());
    } catch (Throwable e) {
      complain(method, e);
    }
  }

  private static void complain(String method, @Nullable Throwable trouble) {
    if (trouble instanceof SecurityException) {
      Stderr.complain("not started: grant AllPermission to its jar, " + trouble.getMessage());
    } else if (method.equals(START)) {
      Stderr.complain("not started, the application goes on without it: " + trouble);
    } else {
      Stderr.complain("a command failed, the application goes on: " + trouble);
    }
  }

  /** Always those of the same loader, which hold the session. */
  private static synchronized Class<?> commands() throws Exception {
    Class<?> present = commands;
    if (present == null) {
      present = new AgentLoader(jar(), Agent.class).loadClass("io.closewait.agent.Commands");
      commands = present;
    }
    return present;
  }

  /** The path of the agent's jar; public, since its other classes are of another loader. */
  public static String jar() throws URISyntaxException {
    ProtectionDomain own = Agent.class.getProtectionDomain();
    URL place = own.getCodeSource().getLocation();
    // Making a URI takes milliseconds.
    return place.getPath().indexOf('%') < 0 ? place.getPath() : new File(place.toURI()).getPath();
  }

  /** The version in the jar's manifest; null if there is none. */
  public static @Nullable String version() {
    return Agent.class.getPackage().getImplementationVersion();
  }
}
