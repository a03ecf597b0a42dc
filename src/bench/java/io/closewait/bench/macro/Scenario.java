package io.closewait.bench.macro;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One load and the side that carries the agent.
 *
 * @param workload its name in the load programs
 * @param depth frames below each connect or accept; 0 where it does not matter
 */
record Scenario(String workload, int threads, int depth, Side side) {
  /** Which of the two processes carries the agent. */
  enum Side {
    CLIENT,
    SERVER
  }

  private static final String[] EXCHANGES = {"socket", "channel", "selector", "async"};

  /** The least that covers each kind of load. */
  static List<Scenario> quick() {
    List<Scenario> all = new ArrayList<>();
    for (String api : EXCHANGES) {
      all.add(new Scenario(api + "-exchange", 1, 0, Side.CLIENT));
    }
    all.add(new Scenario("channel-exchange", 8, 0, Side.CLIENT));
    for (Side side : Side.values()) {
      for (int depth : new int[] {20, 120}) {
        all.add(new Scenario("socket-visit", 1, depth, side));
      }
      all.add(new Scenario("channel-visit", 8, 20, side));
    }
    return all;
  }

  /** Every combination. */
  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (Side side : Side.values()) {
      for (int threads : new int[] {1, 8}) {
        for (String api : EXCHANGES) {
          all.add(new Scenario(api + "-exchange", threads, 0, side));
        }
        for (int depth : new int[] {20, 60, 120}) {
          all.add(new Scenario("socket-visit", threads, depth, side));
          all.add(new Scenario("channel-visit", threads, depth, side));
        }
      }
    }
    return all;
  }

  /** Whether each operation opens a connection. */
  boolean opensConnections() {
    return depth > 0;
  }

  /** As many connections as that, or three times as many requests, which are that much shorter. */
  int operations(int connections) {
    return opensConnections() ? connections : 3 * connections;
  }

  /** Such as {@code socket-visit/client/threads=1/depth=20}. */
  @Override
  public String toString() {
    String name = workload + "/" + side.name().toLowerCase(Locale.ROOT) + "/threads=" + threads;
    return depth == 0 ? name : name + "/depth=" + depth;
  }
}
