package io.closewait.kernel;

import io.closewait.tcp.TcpState;
import java.util.EnumMap;
import java.util.Map;

/** How many sockets are in each state; adding one creates no object. Not thread-safe. */
final class StateCounts {
  private final Map<TcpState, int[]> counts = new EnumMap<>(TcpState.class);

  StateCounts() {
    for (TcpState state : TcpState.values()) {
      counts.put(state, new int[1]);
    }
  }

  void add(TcpState state) {
    int[] count = counts.get(state);
    if (count != null) {
      count[0]++;
    }
  }

  int of(TcpState state) {
    int[] count = counts.get(state);
    return count == null ? 0 : count[0];
  }
}
