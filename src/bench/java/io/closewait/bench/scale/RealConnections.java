package io.closewait.bench.scale;

import io.closewait.bench.macro.Arm;
import io.closewait.bench.macro.LoadProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Clients that hold connections, each to a server of its own: without an agent, and with each. */
final class RealConnections implements AutoCloseable {
  static final String SAMPLE = "sample, µs";
  static final String OPEN = "open, µs CPU: ";
  static final String HEAP = "heap, bytes: ";

  private static final String ALLOCATED = "allocated by an open, bytes: ";
  private static final int WARM_UPS = 4;
  private static final int SAMPLES = 15;

  private final List<Client> clients = new ArrayList<>();

  /**
   * @param arms the first without an agent, the second closewait
   */
  RealConnections(String java, List<Arm> arms) throws IOException {
    for (Arm arm : arms) {
      LoadProcess server = new LoadProcess(java, List.of(), "Keeper", List.of());
      clients.add(new Client(arm.name(), server, client(java, server, arm.flags())));
    }
  }

  /** A client of a {@code Keeper}. */
  static LoadProcess client(String java, LoadProcess server, List<String> flags)
      throws IOException {
    String[] ports = server.await("ports").split(" ");
    return new LoadProcess(java, flags, "Holder", List.of(ports[1], ports[2]));
  }

  /** Measures at each of these numbers of connections, which must ascend. */
  void measure(int[] steps, Table table) throws IOException {
    for (Client client : clients) {
      client.warmUp();
    }
    Client none = clients.get(0);
    Client closewait = clients.get(1);
    closewait.ask("sample 1");
    for (Client client : clients) {
      client.heapBefore = client.ask("heap");
    }
    for (int connections : steps) {
      for (Client client : clients) {
        client.ask("hold " + connections);
      }
      table.put(SAMPLE, connections, closewait.ask("sample " + SAMPLES) / 1e3);
      for (Client client : clients) {
        table.put(OPEN + client.name, connections, client.ask("open") / 1e3);
      }
      for (Client client : clients) {
        table.put(ALLOCATED + client.name, connections, client.ask("allocated"));
      }
      long base = none.heap();
      for (Client client : clients.subList(1, clients.size())) {
        double bytes = (double) (client.heap() - base) / connections;
        table.put(HEAP + client.name, connections, Math.max(1, bytes));
      }
    }
  }

  @Override
  public void close() {
    for (Client client : clients) {
      client.process.close();
      client.server.close();
    }
  }

  private static final class Client {
    final String name;
    final LoadProcess server;
    final LoadProcess process;
    private long heapBefore;

    Client(String name, LoadProcess server, LoadProcess process) {
      this.name = name;
      this.server = server;
      this.process = process;
    }

    void warmUp() throws IOException {
      process.await("ready");
      for (int i = 0; i < WARM_UPS; i++) {
        ask("open");
      }
    }

    /** Bytes since the beginning. */
    long heap() throws IOException {
      return ask("heap") - heapBefore;
    }

    long ask(String question) throws IOException {
      return process.ask(question)[0];
    }
  }
}
