package io.closewait.bench.scale;

import io.closewait.bench.macro.LoadProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Two clients that hold connections, with the agent and without, each to a server of its own. */
final class RealConnections implements AutoCloseable {
  static final String SAMPLE = "sample, µs";
  static final String OPEN_WITHOUT = "open and close without, µs CPU";
  static final String OPEN_WITH = "open and close with, µs CPU";
  static final String HEAP = "heap, bytes a connection";

  private static final int WARM_UPS = 4;
  private static final int REPORTS = 31;

  private final String java;
  private final LoadProcess plainServer;
  private final LoadProcess watchedServer;
  private final LoadProcess plain;
  private final LoadProcess watched;

  RealConnections(String java, String agent) throws IOException {
    this.java = java;
    plainServer = new LoadProcess(java, List.of(), "Keeper", List.of());
    watchedServer = new LoadProcess(java, List.of(), "Keeper", List.of());
    plain = holder(plainServer, List.of());
    watched =
        holder(watchedServer, List.of("-javaagent:" + agent + "=interval=100ms,threshold=1s"));
  }

  private LoadProcess holder(LoadProcess server, List<String> flags) throws IOException {
    String[] ports = server.await("ports").split(" ");
    return new LoadProcess(java, flags, "Holder", List.of(ports[1], ports[2]));
  }

  /** Measures at each of these numbers of connections, which must ascend. */
  void measure(int[] steps, Table table) throws IOException {
    plain.await("ready");
    watched.await("ready");
    for (int i = 0; i < WARM_UPS; i++) {
      ask(plain, "open");
      ask(watched, "open");
    }
    long plainBase = ask(plain, "heap");
    ask(watched, "sample");
    long watchedBase = ask(watched, "heap");
    for (int connections : steps) {
      ask(plain, "hold " + connections);
      ask(watched, "hold " + connections);
      table.put(SAMPLE, connections, ask(watched, "sample") / 1e3);
      double without = ask(plain, "open");
      double with = ask(watched, "open");
      table.put(OPEN_WITHOUT, connections, without / 1e3);
      table.put(OPEN_WITH, connections, with / 1e3);
      long mine = ask(watched, "heap") - watchedBase;
      long theirs = ask(plain, "heap") - plainBase;
      table.put(HEAP, connections, Math.max(1, (double) (mine - theirs) / connections));
    }
  }

  /**
   * Measures complete reports, a deep look and the file: first while no connection leaks, then when
   * the server has closed every one. The client without the agent lets go of its own, whose rows
   * would be read as well.
   */
  void measureReports(int connections, Table table) throws IOException {
    ask(plain, "hold 0");
    ask(watched, "hold " + connections);
    table.put("the kernel's tables alone", connections, ask(watched, "tables") / 1e6);
    measureReports(connections, "none leaking", table);
    watchedServer.say("close");
    ask(watched, "leak " + connections);
    measureReports(connections, "all leaking", table);
    ask(watched, "hold 0");
  }

  private void measureReports(int connections, String state, Table table) throws IOException {
    Path directory = Files.createTempDirectory("closewait-scale");
    for (String ending : new String[] {"txt", "json"}) {
      Path report = directory.resolve("report." + ending);
      String what = ending + ", " + state;
      table.put(what + ", first", connections, report(report, 1));
      table.put(what, connections, report(report, REPORTS));
      Files.delete(report);
    }
    Files.delete(directory);
  }

  /** Milliseconds, the median of so many. */
  private double report(Path file, int times) throws IOException {
    return ask(watched, "report " + file + " " + times) / 1e6;
  }

  private static long ask(LoadProcess process, String question) throws IOException {
    return process.ask(question)[0];
  }

  @Override
  public void close() {
    plain.close();
    watched.close();
    plainServer.close();
    watchedServer.close();
  }
}
