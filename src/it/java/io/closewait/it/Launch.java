package io.closewait.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a JVM is to be launched; {@link #run} launches it and holds it to the rules of an agent. */
final class Launch {
  /** What a test does with the running program. */
  interface Body {
    void run(TargetJvm jvm) throws Exception;
  }

  private final Jdk jdk;
  private final List<String> wrapper = new ArrayList<>();
  private final List<String> flags = new ArrayList<>();
  private final List<String> program = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private boolean agent;

  private Launch(Jdk jdk) {
    this.jdk = jdk;
  }

  static Launch on(Jdk jdk) {
    return new Launch(jdk);
  }

  /** With the agent; a relative report path is in the program's own directory. */
  Launch agent(String options) {
    return agentAt(Artifacts.agent(), options);
  }

  /** With the agent from another place. */
  Launch agentAt(Path jar, String options) {
    agent = true;
    return flags("-javaagent:" + jar + "=" + options);
  }

  /** With options that keep the agent from starting. */
  Launch agentThatStaysOut(String options) {
    return flags("-javaagent:" + Artifacts.agent() + "=" + options);
  }

  Launch flags(String... jvmFlags) {
    flags.addAll(List.of(jvmFlags));
    return this;
  }

  Launch environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** A command that ends by executing the one it has got as its arguments. */
  Launch wrappedBy(String... command) {
    wrapper.addAll(List.of(command));
    return this;
  }

  /** A program of the demo. */
  Launch demo(String name) {
    return main(Artifacts.demo().toString(), "io.closewait.demo." + name);
  }

  /** A program of this module. */
  Launch program(String name) {
    return main(Artifacts.programs().toString(), "io.closewait.it.program." + name);
  }

  /** A program of this module that JDK 11 and later run from its source. */
  Launch singleFile(String name) {
    program.add(Artifacts.singleFile(name).toString());
    return this;
  }

  /** The program's own arguments. */
  Launch arguments(String... all) {
    program.addAll(List.of(all));
    return this;
  }

  /** A class of a class path. */
  Launch main(String classPath, String mainClass) {
    program.addAll(List.of("-cp", classPath, mainClass));
    return this;
  }

  /**
   * Runs the body while the program runs. Then the program must end as if there were no agent: exit
   * status 0, its own output and nothing else, and no error kept from it.
   */
  void run(Body body) throws Exception {
    List<String> command = new ArrayList<>(wrapper);
    command.add(jdk.command("java"));
    command.addAll(flags);
    command.addAll(program);
    try (TargetJvm jvm = new TargetJvm(jdk, command, environment, agent)) {
      try {
        jvm.awaitReady();
        body.run(jvm);
        jvm.end();
      } catch (Exception | AssertionError e) {
        throw new AssertionError(e.getMessage() + "\n" + jvm.describe(), e);
      }
    }
  }
}
