package io.closewait.bench.scale;

import io.closewait.bench.macro.LoadProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Complete reports, a deep look and the file, of a fresh client: first while no connection leaks,
 * then when its server has closed every one. Milliseconds.
 */
final class Reports {
  private static final int REPORTS = 31;

  private final LoadProcess client;
  private final int connections;
  private final Table table;

  private Reports(LoadProcess client, int connections, Table table) {
    this.client = client;
    this.connections = connections;
    this.table = table;
  }

  static void measure(String java, String agent, int connections, Table table) throws IOException {
    try (LoadProcess server = new LoadProcess(java, List.of(), "Keeper", List.of());
        LoadProcess client =
            RealConnections.client(
                java, server, List.of("-javaagent:" + agent + "=threshold=1s"))) {
      client.await("ready");
      client.ask("hold " + connections);
      client.ask("sample 1");
      Reports reports = new Reports(client, connections, table);
      reports.put("the kernel's tables alone", client.ask("tables")[0]);
      reports.put("the first of all, txt", reports.report("txt", 1));
      reports.measure("none leaking");
      server.say("close");
      client.ask("leak " + connections);
      reports.measure("all leaking");
    }
  }

  private void measure(String state) throws IOException {
    for (String ending : new String[] {"txt", "json"}) {
      put(ending + ", " + state, report(ending, REPORTS));
    }
    table.put(
        "bytes a connection that a json allocates, " + state,
        connections,
        (double) ask("garbage", "json", "") / connections);
  }

  /** Nanoseconds, the median of so many. */
  private long report(String ending, int times) throws IOException {
    return ask("report", ending, " " + times);
  }

  private long ask(String question, String ending, String times) throws IOException {
    Path file = Files.createTempFile("closewait-scale", "." + ending);
    try {
      return client.ask(question + " " + file + times)[0];
    } finally {
      Files.delete(file);
    }
  }

  private void put(String column, long nanos) {
    table.put(column, connections, nanos / 1e6);
  }
}
