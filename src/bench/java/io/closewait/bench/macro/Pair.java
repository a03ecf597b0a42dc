package io.closewait.bench.macro;

import io.closewait.bench.macro.Scenario.Side;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A fresh client and a fresh server, one of them with the arm's agent. */
final class Pair implements AutoCloseable {
  private final LoadProcess server;
  private final LoadProcess client;
  private final LoadProcess measured;
  private final int threads;

  Pair(String java, Scenario scenario, Arm arm) throws IOException {
    boolean agentInServer = scenario.side() == Side.SERVER;
    String depth = Integer.toString(scenario.depth());
    threads = scenario.threads();
    server =
        new LoadProcess(
            java,
            agentInServer ? arm.flags() : List.of(),
            "Server",
            List.of(scenario.workload(), Integer.toString(threads), depth));
    try {
      String[] ports = server.await("ports").split(" ");
      List<String> arguments = new ArrayList<>(List.of(scenario.workload(), depth));
      arguments.addAll(Arrays.asList(ports).subList(1, ports.length));
      client = new LoadProcess(java, agentInServer ? List.of() : arm.flags(), "Client", arguments);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    measured = agentInServer ? server : client;
  }

  void awaitReady() throws IOException {
    client.await("ready");
  }

  /** Runs so many operations, all threads together. */
  Slice run(long operations) throws IOException {
    ProcessCpu before = measured.cpu();
    long[] answer = client.ask(Long.toString(operations / threads));
    long cpu = measured.cpu().since(before);
    return new Slice(answer[0], answer[1], cpu, answer[3]);
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
