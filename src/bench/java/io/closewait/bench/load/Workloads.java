package io.closewait.bench.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** The workloads by name. */
final class Workloads {
  /** What the kernel may hold for a server that is slow to accept. */
  static final int BACKLOG = 1024;

  private Workloads() {}

  /**
   * The workload with a name.
   *
   * @param depth frames below each operation of a visit, or its acceptance
   */
  static Workload of(String name, int depth) {
    switch (name) {
      case "socket-exchange":
        return new SocketExchange();
      case "channel-exchange":
        return new ChannelExchange();
      case "selector-exchange":
        return new SelectorExchange();
      case "async-exchange":
        return new AsyncExchange();
      case "socket-visit":
        return new SocketVisit(depth);
      case "channel-visit":
        return new ChannelVisit(depth);
      default:
        throw new IllegalArgumentException("there is no workload " + name);
    }
  }

  /** Any free port of the loopback interface. */
  static InetSocketAddress anywhere() {
    return loopback(0);
  }

  static InetSocketAddress loopback(int port) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs for ever, or until the connection that it serves is closed. */
  static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
