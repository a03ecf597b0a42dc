package io.closewait.bench.startup;

import io.closewait.bench.load.BeanAgent;
import io.closewait.bench.load.EmptyAgent;
import io.closewait.bench.load.Hello;
import io.closewait.bench.load.LeastAgent;
import io.closewait.bench.load.Stay;
import io.closewait.bench.load.Talk;
import io.closewait.bench.macro.Arm;
import io.closewait.bench.macro.Paired;
import io.closewait.bench.macro.Paired.Interval;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code startup}. */
@Command(
    name = "src/bench/startup",
    sortOptions = false,
    description = {
      "Measures what an agent adds to the start of a program that prints a word (Hello) and of one"
          + " that opens a connection too (Talk): processor time and loaded classes.",
      "Arms: none, empty (an agent that does nothing), least (one that opens the package of the"
          + " JDK's sockets and weaves nothing), closewait, and those of --agent."
    },
    footer = {
      "",
      "With the nearest peer, which needs JDK 11 or newer:",
      "--agent file-leak-detector=$(src/bench/file-leak-detector)"
    })
final class StartUp implements Callable<Integer> {

  @Parameters(
      paramLabel = "JAVA",
      description = "The java commands to measure; those in ~/.jdks if none is named.")
  private List<Path> commands = List.of();

  @Option(
      names = "--agent",
      paramLabel = "NAME=JAR[=OPTIONS]",
      description = "Another -javaagent to compare; may be given again.")
  private List<String> agents = List.of();

  @Option(names = "--rounds", description = "Starts of each arm; ${DEFAULT-VALUE}.")
  private int rounds = 20;

  @Option(
      names = "--stay",
      description =
          "Another program instead (Stay), which opens a connection and lives for eight seconds: what an"
              + " agent leaves until then counts too; and another arm, bean: an agent that only"
              + " registers one JMX bean.")
  private boolean stay;

  @Option(names = "--help", usageHelp = true, description = "Shows this.")
  private boolean help;

  /** Runs. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new StartUp()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    List<Arm> arms =
        new ArrayList<>(
            List.of(Arm.NONE, arm("empty", EmptyAgent.class), arm("least", LeastAgent.class)));
    if (stay) {
      arms.add(arm("bean", BeanAgent.class));
    }
    arms.add(Arm.parse("closewait=" + System.getProperty("closewait.agent")));
    for (String agent : agents) {
      arms.add(Arm.parse(agent));
    }
    System.out.println(
        "| java | Program | Agent | CPU, ms | CPU above none, ms | above empty, ms | Classes above none |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (Path java : commands.isEmpty() ? installed() : commands) {
      for (Class<?> program : stay ? List.of(Stay.class) : List.of(Hello.class, Talk.class)) {
        measure(java, program, arms);
      }
    }
    return 0;
  }

  private static List<Path> installed() throws IOException {
    try (Stream<Path> homes = Files.list(Path.of(System.getProperty("user.home"), ".jdks"))) {
      return homes.map(home -> home.resolve("bin/java")).filter(Files::isExecutable).toList();
    }
  }

  private void measure(Path java, Class<?> program, List<Arm> arms) throws IOException {
    Start start = new Start(java.toString(), program.getName());
    Map<Arm, double[]> millis = new LinkedHashMap<>();
    for (Arm arm : arms) {
      millis.put(arm, new double[rounds]);
      start.cpuMillis(arm);
    }
    for (int round = 0; round < rounds; round++) {
      List<Arm> order = new ArrayList<>(arms);
      Collections.shuffle(order);
      for (Arm arm : order) {
        millis.get(arm)[round] = start.cpuMillis(arm);
      }
    }
    long classes = start.loadedClasses(Arm.NONE);
    for (Arm arm : arms) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %.0f | %s | %s | %d |%n",
          java,
          program.getSimpleName(),
          arm.name(),
          Paired.median(millis.get(arm)),
          difference(millis.get(arm), millis.get(Arm.NONE)),
          difference(millis.get(arm), millis.get(arms.get(1))),
          start.loadedClasses(arm) - classes);
    }
  }

  private static String difference(double[] values, double[] base) {
    Paired differences = new Paired();
    double[] pairs = new double[values.length];
    Arrays.setAll(pairs, i -> values[i] - base[i]);
    for (double pair : pairs) {
      differences.addRound(pair);
    }
    Interval interval = differences.median();
    return String.format(
        Locale.ROOT, "%.0f (%.0f–%.0f)", interval.median(), interval.low(), interval.high());
  }

  /** An agent in a jar with a manifest alone; its class is the application's neighbour. */
  private static Arm arm(String name, Class<?> agent) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", agent.getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    Path jar = Files.createTempFile(name + "-agent", ".jar");
    jar.toFile().deleteOnExit();
    try (OutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.flush();
    }
    return Arm.of(name, jar.toString());
  }
}
