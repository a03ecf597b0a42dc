package io.closewait.finding;

import io.closewait.connection.CallSite;
import io.closewait.connection.ClosedConnection;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.Listening;
import io.closewait.connection.OpenSite;
import io.closewait.connection.Origin;
import io.closewait.connection.Past;
import io.closewait.diagnosis.Acceptor;
import io.closewait.diagnosis.Listener;
import io.closewait.diagnosis.Site;
import io.closewait.kernel.AcceptQueue;
import io.closewait.kernel.KernelSample;
import io.closewait.kernel.Observation;
import io.closewait.kernel.SocketRow;
import io.closewait.tcp.AddressPair;
import io.closewait.tcp.Endpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** All that the rules look at. For one thread. */
final class Scene {
  final long now;
  final long threshold;
  final KernelSample sample;
  final List<ConnectionSnapshot> connections;
  final Past past;
  final List<OpenSite> idleSites;
  private final Map<Long, ClosedConnection> closed;
  private final Map<Integer, AcceptQueue> queuesByPort = new HashMap<>();
  private final Map<Long, ConnectionSnapshot> byId = new HashMap<>();
  private final Map<CallSite, Site> sites = new HashMap<>();

  Scene(
      long threshold,
      KernelSample sample,
      List<ConnectionSnapshot> connections,
      Past past,
      Map<Long, ClosedConnection> closed,
      List<OpenSite> idleSites) {
    this.now = sample.takenAt();
    this.threshold = threshold;
    this.sample = sample;
    this.connections = connections;
    this.past = past;
    this.closed = closed;
    this.idleSites = idleSites;
    for (AcceptQueue queue : sample.acceptQueues()) {
      queuesByPort.put(queue.local().port(), queue);
    }
    for (ConnectionSnapshot connection : connections) {
      byId.put(connection.id(), connection);
    }
  }

  /** The kernel's word on a connection; null if it is ESTABLISHED and nothing is unusual. */
  @Nullable Observation observation(ConnectionSnapshot connection) {
    return sample.observation(connection.id());
  }

  /** The close that left a row behind; null if it was not ours, or is forgotten. */
  @Nullable ClosedConnection closed(SocketRow row) {
    return closed.get(AddressPair.key(row.local(), row.remote()));
  }

  /** The queue in which a connection to this local port waits; null if it is not ours. */
  @Nullable AcceptQueue queue(int localPort) {
    return queuesByPort.get(localPort);
  }

  /** Where a socket listens; null if no hook saw it. */
  @Nullable Site listener(AcceptQueue queue) {
    ConnectionSnapshot listener = byId.get(queue.listener());
    return listener == null ? null : opener(listener);
  }

  /** Who empties a queue in which connections wait. */
  Acceptor acceptor(AcceptQueue queue) {
    return new Acceptor(byId.get(queue.listener()));
  }

  /**
   * How many connections may wait, as the owner asked and {@code somaxconn} allows; empty if the
   * owner is not known.
   */
  OptionalInt backlog(AcceptQueue queue) {
    ConnectionSnapshot listener = byId.get(queue.listener());
    Listening listening = listener == null ? null : listener.listening();
    if (listening == null) {
      return OptionalInt.empty();
    }
    int asked = listening.backlog();
    return OptionalInt.of(Math.min(asked, sample.network().limits().backlog().orElse(asked)));
  }

  /** All listening sockets. */
  List<Listener> listeners() {
    List<Listener> listeners = new ArrayList<>();
    for (AcceptQueue queue : sample.acceptQueues()) {
      listeners.add(new Listener(queue.local(), queue.length(), backlog(queue), listener(queue)));
    }
    return listeners;
  }

  /** The remote as a finding names it: every client has a port of its own, which tells nothing. */
  static String remote(Origin origin, Endpoint remote) {
    return origin == Origin.ACCEPT ? remote.address().getHostAddress() : remote.toString();
  }

  /** Where a connection was opened. */
  Site opener(ConnectionSnapshot connection) {
    return site(connection.origin().text(), connection.site(), connection.thread());
  }

  /** The site of a stack; of several threads the first asked for counts. */
  Site site(String kind, CallSite site, String thread) {
    return sites.computeIfAbsent(site, key -> Site.of(kind, site, thread));
  }
}
