package io.closewait.diagnosis;

import io.closewait.tcp.TcpState;
import java.util.Collections;
import java.util.Map;

/** A line of code and the descriptors of the sockets that it opened. Immutable. */
public final class Holder {
  private final Site site;
  private final int count;
  private final Map<TcpState, Integer> states;

  public Holder(Site site, int count, Map<TcpState, Integer> states) {
    this.site = site;
    this.count = count;
    this.states = Collections.unmodifiableMap(states);
  }

  /** Where they were opened. */
  public Site site() {
    return site;
  }

  /** How many sockets are open from there, whether they leak or not. */
  public int count() {
    return count;
  }

  /** How many of them are in which state; empty if the kernel tells none. */
  public Map<TcpState, Integer> states() {
    return states;
  }
}
