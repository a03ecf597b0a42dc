package io.closewait.it;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A debugger attached to a launched JVM: it sees the classes and the bytecode that the JVM really
 * runs, without an agent's help. One look of a debugger at a time.
 */
final class Debugger implements AutoCloseable {
  /** The flag for a JVM that is to be debugged. */
  static final String FLAG =
      "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";

  private static final String LISTENING = "Listening for transport ";

  private final VirtualMachine target;

  private Debugger(VirtualMachine target) {
    this.target = target;
  }

  /**
   * Attaches a debugger.
   *
   * @param earlier how many debuggers the JVM has had; it listens anew after each
   */
  static Debugger of(TargetJvm jvm, int earlier) throws Exception {
    Await.until("the port for a debugger", () -> announcements(jvm).size() > earlier);
    String line = announcements(jvm).get(earlier);
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(each -> each.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("hostname").setValue("127.0.0.1");
    arguments.get("port").setValue(line.substring(line.lastIndexOf(' ') + 1).replaceAll(".*:", ""));
    return new Debugger(connector.attach(arguments));
  }

  private static List<String> announcements(TargetJvm jvm) throws IOException {
    return Files.readAllLines(jvm.directory().resolve("stdout")).stream()
        .filter(line -> line.startsWith(LISTENING))
        .toList();
  }

  /** All loaded classes. */
  List<ReferenceType> classes() {
    return target.allClasses();
  }

  /** The bytecode of every method of a loaded class. */
  Map<String, String> bytecode(String type) {
    Map<String, String> methods = new TreeMap<>();
    for (Method method : target.classesByName(type).get(0).methods()) {
      methods.put(
          type + "." + method.name() + method.signature(),
          HexFormat.of().formatHex(method.bytecodes()));
    }
    return methods;
  }

  @Override
  public void close() {
    target.dispose();
  }
}
