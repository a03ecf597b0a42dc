package io.closewait.bench.macro;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code macro}. */
@Command(
    name = "src/bench/macro",
    sortOptions = false,
    description = {
      "Compares a JVM with an agent to one without: a client and a server process, one of them with"
          + " the agent, in short slices of shuffled order.",
      "Arms: none, none again (shows the noise), one new Throwable for each connection (the floor),"
          + " closewait, and those of --agent."
    },
    footer = {
      "",
      "With the nearest peer: --agent file-leak-detector=$(src/bench/file-leak-detector)"
    })
final class Macro implements Callable<Integer> {
  /** An agent has then done what it leaves until the application runs. */
  private static final Duration YOUTH = Duration.ofSeconds(7);

  /** Enough for an agent to see each kind of operation while it is young. */
  private static final int FIRST_OPERATIONS = 2000;

  @Spec private CommandSpec spec;

  @Option(names = "--quick", description = "The most important loads, in less than ten minutes.")
  private boolean quick;

  @Option(
      names = "--agent",
      paramLabel = "NAME=JAR[=OPTIONS]",
      description = "Another -javaagent to compare; may be given again.")
  private List<String> agents = List.of();

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "Only loads whose name contains this, such as socket-visit/client.")
  private String only = "";

  @Option(names = "--java", description = "The java command to measure.")
  private String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @Option(
      names = "--rounds",
      description = "Fresh processes for each arm; ${DEFAULT-VALUE}, with --quick 3.")
  private int rounds = 10;

  @Option(
      names = "--slices",
      description = "Slices for each process; ${DEFAULT-VALUE}, with --quick 3.")
  private int slices = 6;

  @Option(
      names = "--slice",
      description = "Connections of a slice, or a third of its requests; ${DEFAULT-VALUE}.")
  private int sliceOperations = 3000;

  @Option(
      names = "--warm-up",
      description = "The same before the first slice; ${DEFAULT-VALUE}, with --quick 6000.")
  private int warmUpOperations = 15_000;

  @Option(names = "--csv", description = "Every slice goes into this file; ${DEFAULT-VALUE}.")
  private Path csv = Path.of("macro.csv");

  @Option(names = "--help", usageHelp = true, description = "Shows this.")
  private boolean help;

  private final Random random = new Random();

  /** Runs. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Macro()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    List<Scenario> scenarios = scenarios();
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(csv))) {
      out.println("scenario,round,arm,slice,operations,nanos,cpuNanos,p99Nanos");
      for (Scenario scenario : scenarios) {
        System.err.println(scenario);
        List<Arm> arms = arms(scenario);
        print(scenario, measure(scenario, arms, out), arms);
        out.flush();
      }
    }
    return 0;
  }

  private List<Arm> arms(Scenario scenario) {
    List<Arm> arms = new ArrayList<>(List.of(Arm.NONE, Arm.NONE_AGAIN));
    if (scenario.opensConnections()) {
      arms.add(Arm.STACK);
    }
    arms.add(Arm.parse("closewait=" + System.getProperty("closewait.agent")));
    for (String agent : agents) {
      arms.add(Arm.parse(agent));
    }
    return arms;
  }

  private List<Scenario> scenarios() {
    List<Scenario> wanted =
        (quick ? Scenario.quick() : Scenario.all())
            .stream().filter(scenario -> scenario.toString().contains(only)).toList();
    if (wanted.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "no load contains '" + only + "': the loads are " + Scenario.all());
    }
    return wanted;
  }

  private Measurement measure(Scenario scenario, List<Arm> arms, PrintWriter out)
      throws IOException {
    Measurement measurement = new Measurement();
    for (int round = 0; round < atMost(3, rounds); round++) {
      measurement.beginRound(arms);
      Map<Arm, Pair> pairs = new LinkedHashMap<>();
      try {
        for (Arm arm : shuffled(arms)) {
          pairs.put(arm, new Pair(java, scenario, arm));
        }
        long started = System.nanoTime();
        for (Pair pair : pairs.values()) {
          pair.awaitReady();
          pair.run(FIRST_OPERATIONS);
        }
        awaitAge(started);
        for (Arm arm : shuffled(arms)) {
          pairs.get(arm).run(scenario.operations(atMost(6000, warmUpOperations)));
        }
        for (int slice = 0; slice < atMost(3, slices); slice++) {
          for (Arm arm : shuffled(arms)) {
            Slice result = pairs.get(arm).run(scenario.operations(sliceOperations));
            measurement.add(arm, result);
            out.println(
                String.join(
                    ",",
                    scenario.toString(),
                    Integer.toString(round),
                    arm.name(),
                    Integer.toString(slice),
                    Long.toString(result.operations()),
                    Long.toString(result.nanos()),
                    Long.toString(result.cpuNanos()),
                    Long.toString(result.p99Nanos())));
          }
        }
      } finally {
        pairs.values().forEach(Pair::close);
      }
    }
    return measurement;
  }

  private int atMost(int whenQuick, int wanted) {
    return quick ? Math.min(whenQuick, wanted) : wanted;
  }

  private static void awaitAge(long started) {
    long age = System.nanoTime() - started;
    try {
      TimeUnit.NANOSECONDS.sleep(YOUTH.toNanos() - age);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Arm> shuffled(List<Arm> arms) {
    List<Arm> order = new ArrayList<>(arms);
    Collections.shuffle(order, random);
    return order;
  }

  private static void print(Scenario scenario, Measurement measurement, List<Arm> arms) {
    System.out.printf(
        Locale.ROOT,
        "%n### %s%n%nNone: %.2f µs CPU an operation, %.0f operations a second, p99 %.0f µs.%n%n",
        scenario,
        measurement.median(Arm.NONE, Slice::cpuPerOperation) / 1e3,
        measurement.median(Arm.NONE, Slice::throughput),
        measurement.median(Arm.NONE, Slice::p99Nanos) / 1e3);
    System.out.println("| Against none | CPU | Throughput | p99 |\n|---|---|---|---|");
    for (Arm arm : arms.subList(1, arms.size())) {
      System.out.printf(
          "| %s | %s | %s | %s |%n",
          arm.name(),
          measurement.ratio(arm, Arm.NONE, Slice::cpuPerOperation),
          measurement.ratio(arm, Arm.NONE, Slice::throughput),
          measurement.ratio(arm, Arm.NONE, Slice::p99Nanos));
    }
  }
}
