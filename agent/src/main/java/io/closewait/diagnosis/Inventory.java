package io.closewait.diagnosis;

import io.closewait.kernel.DescriptorCount;
import java.util.Collections;
import java.util.List;

/** All sockets that are known at one moment, leaking or not, for a report. Immutable. */
public final class Inventory {
  /** Of a diagnosis that nobody asked a report of. */
  public static final Inventory EMPTY =
      new Inventory(
          Collections.emptyList(),
          Collections.emptyList(),
          Collections.emptyList(),
          Collections.emptyList());

  private final List<Site> sites;
  private final List<ListedConnection> connections;
  private final List<PastConnection> closed;
  private final List<DescriptorCount> descriptors;

  public Inventory(
      List<Site> sites,
      List<ListedConnection> connections,
      List<PastConnection> closed,
      List<DescriptorCount> descriptors) {
    this.sites = Collections.unmodifiableList(sites);
    this.connections = Collections.unmodifiableList(connections);
    this.closed = Collections.unmodifiableList(closed);
    this.descriptors = Collections.unmodifiableList(descriptors);
  }

  /** The call sites that opened the connections, each made when it is read. */
  public List<Site> sites() {
    return sites;
  }

  /** The open sockets, those without a record last. */
  public List<ListedConnection> connections() {
    return connections;
  }

  /**
   * What the application has closed lately of the connections from the call site that has most of
   * the first leak, without a leak most open ones; the last closed first.
   */
  public List<PastConnection> closed() {
    return closed;
  }

  /** How many descriptors were open within the last hour, in the order of time. */
  public List<DescriptorCount> descriptors() {
    return descriptors;
  }
}
