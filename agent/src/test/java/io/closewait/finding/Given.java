package io.closewait.finding;

import io.closewait.connection.CallSite;
import io.closewait.connection.CloseDelays;
import io.closewait.connection.ClosedConnection;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.FailedConnect;
import io.closewait.connection.Listening;
import io.closewait.connection.OpenSite;
import io.closewait.connection.Origin;
import io.closewait.connection.Past;
import io.closewait.connection.ThreadView;
import io.closewait.kernel.AcceptQueue;
import io.closewait.kernel.IdleSocket;
import io.closewait.kernel.KernelSample;
import io.closewait.kernel.Network;
import io.closewait.kernel.Observation;
import io.closewait.kernel.SocketRow;
import io.closewait.kernel.SocketRows;
import io.closewait.tcp.AddressPair;
import io.closewait.tcp.Endpoint;
import io.closewait.tcp.TcpState;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Builds what the rules look at. */
final class Given {
  static final long NOW = 1_000_000_000;
  static final long THRESHOLD = 60_000;

  static final String FETCHES = "com.acme.PriceClient.fetch(PriceClient.java:41)";
  static final String POSTS = "com.acme.Orders.post(Orders.java:12)";
  static final String ACCEPTS = "com.acme.Server.loop(Server.java:20)";
  static final CallSite FETCH = site(FETCHES);
  static final CallSite POST = site(POSTS);
  static final CallSite ACCEPT = site(ACCEPTS);

  private final List<ConnectionSnapshot> connections = new ArrayList<>();
  private final Map<Long, Observation> observations = new HashMap<>();
  private final List<AcceptQueue> queues = new ArrayList<>();
  private final List<SocketRow> rows = new ArrayList<>();
  private final Map<Long, ClosedConnection> closed = new HashMap<>();
  private final List<FailedConnect> failed = new ArrayList<>();
  private final List<CloseDelays> delays = new ArrayList<>();
  private final List<IdleSocket> idle = new ArrayList<>();
  private final List<OpenSite> idleSites = new ArrayList<>();
  private OptionalLong overflows = OptionalLong.empty();
  private Network.Limits limits =
      new Network.Limits(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

  static Given scene() {
    return new Given();
  }

  private static CallSite site(String line) {
    String member = line.substring(0, line.indexOf('('));
    int dot = member.lastIndexOf('.');
    String source = line.substring(line.indexOf('(') + 1, line.indexOf(')'));
    return new CallSite(
        List.of(
            new StackTraceElement(
                member.substring(0, dot),
                member.substring(dot + 1),
                source.split(":")[0],
                Integer.parseInt(source.split(":")[1]))));
  }

  static Endpoint endpoint(String host, int port) {
    return Endpoint.of(new InetSocketAddress(host, port));
  }

  /** Opened ten seconds ago in the thread main. */
  static ConnectionSnapshot.Builder opened(long id, Origin origin, CallSite site) {
    return new ConnectionSnapshot.Builder(id, (int) id + 30, origin, NOW - 10_000, "main", site)
        .remote(endpoint("10.0.3.7", 8443));
  }

  /** Seen in a state since so many milliseconds, without anything more. */
  static Observation seen(TcpState state, long millisAgo) {
    return new Observation.Builder(state, NOW - millisAgo)
        .local(endpoint("10.0.3.2", 4000))
        .build();
  }

  static Observation seen(TcpState state, long millisAgo, int retransmits) {
    return seen(state, millisAgo).unacknowledged(retransmits, OptionalInt.empty(), false);
  }

  Given connection(ConnectionSnapshot.Builder connection, Observation observation) {
    ConnectionSnapshot snapshot = connection.build();
    connections.add(snapshot);
    observations.put(snapshot.id(), observation);
    return this;
  }

  Given connection(ConnectionSnapshot.Builder connection) {
    connections.add(connection.build());
    return this;
  }

  /** A socket that listens at a port with a backlog of 4, and how many wait there. */
  Given listener(int port, int waiting, ThreadView acceptor) {
    connection(
        opened(port, Origin.LISTEN, FETCH).remote(null).listening(new Listening(4, acceptor)));
    return queue(port, port, waiting);
  }

  Given queue(long listener, int port, int waiting) {
    queues.add(
        new AcceptQueue.Builder(NOW, endpoint("10.0.3.2", port))
            .listener(listener)
            .descriptor(7)
            .inode(4242)
            .length(waiting)
            .build());
    return this;
  }

  Given row(TcpState state, int localPort, int remotePort, int retransmits) {
    rows.add(SocketRows.ownerless(state, localPort, remotePort, retransmits));
    return this;
  }

  /** A row that this process has left behind. */
  Given closed(
      TcpState state, int localPort, int retransmits, Origin origin, CallSite site, long ago) {
    row(state, localPort, 443, retransmits);
    SocketRow row = rows.get(rows.size() - 1);
    closed.put(
        AddressPair.key(row.local(), row.remote()),
        new ClosedConnection(origin, site, NOW - 10_000, OptionalLong.empty(), NOW - ago));
    return this;
  }

  Given failed(FailedConnect connect) {
    failed.add(connect);
    return this;
  }

  Given delays(CloseDelays closes) {
    delays.add(closes);
    return this;
  }

  Given idle(long id, Endpoint remote, long millis) {
    idle.add(new IdleSocket(id, remote, NOW - millis));
    return this;
  }

  Given idleSite(Origin origin, CallSite site, Long... ids) {
    idleSites.add(new OpenSite(origin, site, "main", List.of(ids)));
    return this;
  }

  Given overflows(long count) {
    overflows = OptionalLong.of(count);
    return this;
  }

  Given limits(int connectSeconds, int ephemeralPorts, int backlog) {
    limits =
        new Network.Limits(
            OptionalInt.of(connectSeconds),
            OptionalInt.of(ephemeralPorts),
            OptionalInt.of(backlog));
    return this;
  }

  KernelSample sample() {
    return new KernelSample.Builder(NOW, "tcp_info")
        .states(Map.of(TcpState.ESTABLISHED, 1))
        .observations(observations)
        .acceptQueues(queues)
        .network(new Network(rows, overflows, overflows, limits))
        .idle(idle)
        .build();
  }

  List<ConnectionSnapshot> connections() {
    return connections;
  }

  Map<Long, ClosedConnection> closed() {
    return closed;
  }

  Past past() {
    return new Past(failed, delays);
  }

  Scene build() {
    return new Scene(THRESHOLD, sample(), connections, past(), closed, idleSites);
  }
}
