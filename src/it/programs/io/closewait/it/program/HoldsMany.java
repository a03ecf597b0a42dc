package io.closewait.it.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds many connections to a port: {@code hold COUNT SITES} opens them at so many places, {@code
 * close} closes them, {@code churn COUNT} opens and closes so many one after the other, which have
 * both their ends here. {@code heap} tells the bytes of the heap that are in use after two samples
 * of the agent, if there is one, and {@code garbage} those that a sample of it allocates.
 */
public final class HoldsMany {
  private static final int BRANCHINGS = 8;

  /** Collections after the last that freed something. */
  private static final int PATIENCE = 8;

  private final InetSocketAddress server;
  private final List<Socket> sockets = new ArrayList<>();

  private HoldsMany(int port) {
    server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  public static void main(String[] args) throws Exception {
    HoldsMany program = new HoldsMany(Integer.parseInt(args[0]));
    Console.ready(program::obey);
  }

  private String obey(String line) throws Exception {
    String[] words = line.split(" ");
    switch (words[0]) {
      case "hold":
        for (int i = 0; i < Integer.parseInt(words[1]); i++) {
          open(i % Integer.parseInt(words[2]), BRANCHINGS);
        }
        return "holds";
      case "churn":
        churn(Integer.parseInt(words[1]));
        return "churned";
      case "heap":
        if (OwnAgent.isHere()) {
          OwnAgent.awaitSamples(2);
        }
        return Long.toString(heap());
      case "garbage":
        return Long.toString(OwnAgent.garbageOfASample());
      default:
        closeAll();
        return "closed";
    }
  }

  /** Every path has a stack of its own. */
  private void open(int path, int branchings) throws IOException {
    if (branchings == 0) {
      sockets.add(connected(server));
    } else if (path % 2 == 0) {
      open(path / 2, branchings - 1);
    } else {
      open(path / 2, branchings - 1);
    }
  }

  private static void churn(int count) throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < count; i++) {
        Socket client = connected(listener.getLocalSocketAddress());
        Socket accepted = listener.accept();
        client.close();
        accepted.close();
      }
    }
  }

  private static Socket connected(SocketAddress address) throws IOException {
    Socket socket = new Socket();
    // A reset at the end, so that no port is left in TIME_WAIT.
    socket.setSoLinger(true, 0);
    socket.connect(address);
    return socket;
  }

  private void closeAll() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  /** As low as it gets: what a finaliser or a cleaner frees is gone at a later collection. */
  private static long heap() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int failures = 0; failures < PATIENCE; ) {
      System.gc();
      System.runFinalization();
      Thread.sleep(10);
      Runtime runtime = Runtime.getRuntime();
      long used = runtime.totalMemory() - runtime.freeMemory();
      failures = used < least ? 0 : failures + 1;
      least = Math.min(least, used);
    }
    return least;
  }
}
