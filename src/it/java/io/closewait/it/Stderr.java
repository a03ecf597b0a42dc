package io.closewait.it;

import java.util.List;
import java.util.regex.Pattern;

/** Who writes which lines on the standard streams of a launched JVM. */
final class Stderr {
  private static final Pattern AGENT = Pattern.compile("closewait: .+");
  private static final Pattern APPLICATION = Pattern.compile("(INFO|WARN) \\w+ - .+");

  /**
   * JEP 451's four lines, for an agent attached to JDK 21 and later, JEP 411's two for a security
   * manager, and the one for the variable in which a container has the agent.
   */
  private static final List<String> JVM =
      List.of(
          "WARNING: A Java agent has been loaded dynamically",
          "WARNING: If a serviceability tool is in use",
          "WARNING: If a serviceability tool is not in use",
          "WARNING: Dynamic loading of agents will be disallowed",
          "WARNING: A command line option has enabled the Security Manager",
          "WARNING: The Security Manager is deprecated",
          "Picked up JAVA_TOOL_OPTIONS: ");

  /** A client that closes its connection while it waits for a notification races with itself. */
  private static final Pattern JMX_CONNECTOR =
      Pattern.compile(
          ".+[ .]ServerCommunicatorAdmin reqIncoming"
              + "|WARNING: The server has decided to close this client connection\\.");

  private Stderr() {}

  static boolean fromAgent(String line) {
    return AGENT.matcher(line).matches();
  }

  /** What the JVM says where it cannot call an agent, as on a full stack. */
  static boolean fromAgentInterface(String line) {
    return line.startsWith("*** java.lang.instrument ASSERTION FAILED ***");
  }

  /** Lines that neither the agent nor the application nor the JVM is entitled to. */
  static List<String> unexpected(List<String> lines) {
    return lines.stream().filter(line -> !expected(line)).toList();
  }

  private static boolean expected(String line) {
    return fromAgent(line)
        || APPLICATION.matcher(line).matches()
        || JMX_CONNECTOR.matcher(line).matches()
        || JVM.stream().anyMatch(line::startsWith);
  }

  /** The lines without the one in which the debugger's agent names its port. */
  static List<String> withoutDebugger(List<String> lines) {
    return lines.stream().filter(line -> !line.startsWith("Listening for transport ")).toList();
  }
}
