package io.closewait.bench.scale;

import io.closewait.bench.macro.Arm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code scale}. */
@Command(
    name = "src/bench/scale",
    sortOptions = false,
    description = {
      "Shows how what the agent costs grows from 100 to 18,000 real connections, and to a million"
          + " simulated ones, and what complete reports take.",
      "Client and server are processes of their own; each needs 20,000 descriptors."
    })
final class Scale implements Callable<Integer> {
  private static final int[] REAL = {100, 300, 1000, 3000, 8000, 18_000};

  /** Of so many connections a complete report is measured, besides the largest number. */
  private static final int REPORTED = 8000;

  private static final int[] SIMULATED = {100, 1000, 10_000, 100_000, 1_000_000};

  @Option(names = "--plots", description = "The plots go into this directory; ${DEFAULT-VALUE}.")
  private Path plots = Path.of(".");

  @Option(names = "--most", description = "The largest number of real ones; ${DEFAULT-VALUE}.")
  private int most = 18_000;

  @Option(
      names = "--agent",
      paramLabel = "NAME=JAR[=OPTIONS]",
      description = "Another -javaagent for what an open takes; may be given again.")
  private List<String> agents = List.of();

  @Option(names = "--java", description = "The java command to measure.")
  private String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @Option(names = "--help", usageHelp = true, description = "Shows this.")
  private boolean help;

  /** Runs. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Scale()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(plots);
    real();
    simulated();
    return 0;
  }

  private void real() throws IOException {
    Table table = new Table();
    Table reports = new Table();
    int[] steps = Arrays.stream(REAL).filter(step -> step <= most).toArray();
    String agent = System.getProperty("closewait.agent");
    List<Arm> arms =
        new ArrayList<>(List.of(Arm.NONE, Arm.parse("closewait=" + agent + "=interval=100ms")));
    agents.forEach(other -> arms.add(Arm.parse(other)));
    try (RealConnections connections = new RealConnections(java, arms)) {
      connections.measure(steps, table);
    }
    int largest = steps[steps.length - 1];
    if (REPORTED < largest) {
      Reports.measure(java, agent, REPORTED, reports);
    }
    Reports.measure(java, agent, largest, reports);
    System.out.println("### Real connections\n\n" + table.markdown());
    System.out.println("### Complete reports of them, ms\n\n" + reports.markdown());
    plot("scale-sample", "One sample of real connections", "µs", table, RealConnections.SAMPLE);
    plot(
        "scale-open",
        "One more connection beside those that are open",
        "µs CPU",
        table,
        RealConnections.OPEN + "none",
        RealConnections.OPEN + "closewait");
    plot("scale-heap", "Memory of the agent", "bytes", table, RealConnections.HEAP + "closewait");
  }

  private void simulated() throws IOException {
    Table table = new Table();
    SimulatedConnections.measure(SIMULATED, table);
    System.out.println("### Simulated connections\n\n" + table.markdown());
    plot(
        "scale-simulated",
        "The agent's own part, simulated",
        "µs",
        table,
        SimulatedConnections.OPEN,
        SimulatedConnections.SAMPLE,
        SimulatedConnections.DIAGNOSIS);
    plot(
        "scale-simulated-heap",
        "Memory of the agent's own part, simulated",
        "bytes",
        table,
        SimulatedConnections.HEAP);
  }

  private void plot(String name, String title, String unit, Table table, String... columns)
      throws IOException {
    Files.writeString(
        plots.resolve(name + ".svg"), Plot.svg(title, "connections", unit, table.columns(columns)));
  }
}
