package io.closewait.bench.load;

import java.io.IOException;

/** Serves a workload until its standard input ends; says the port for each client thread. */
public final class Server {
  private Server() {}

  /**
   * Runs.
   *
   * @param arguments workload, client threads, depth
   */
  public static void main(String[] arguments) throws IOException {
    Workload workload = Workloads.of(arguments[0], Integer.parseInt(arguments[2]));
    StringBuilder ports = new StringBuilder("ports");
    for (int i = Integer.parseInt(arguments[1]); i > 0; i--) {
      ports.append(' ').append(workload.serve().getPort());
    }
    System.out.println(ports);
    while (System.in.read() >= 0) {
      // Only its end matters.
    }
    System.exit(0);
  }
}
