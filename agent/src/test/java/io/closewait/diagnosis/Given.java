package io.closewait.diagnosis;

import io.closewait.connection.CallSite;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.EndOfStream;
import io.closewait.connection.Origin;
import io.closewait.kernel.AcceptQueue;
import io.closewait.kernel.KernelSample;
import io.closewait.kernel.Observation;
import io.closewait.kernel.Unaccepted;
import io.closewait.kernel.UntrackedSocket;
import io.closewait.tcp.Endpoint;
import io.closewait.tcp.TcpState;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Builds connections, stacks and kernel samples for the tests of this package. */
final class Given {
  static final long NOW = 1_000_000_000;
  static final long THRESHOLD = 60_000;
  static final Thresholds THRESHOLDS = new Thresholds(THRESHOLD);

  static final CallSite OPENER =
      site(
          "java.net.Socket.connect(Socket.java:633)",
          "com.acme.PriceClient.fetch(PriceClient.java:41)",
          "com.acme.Shop.main(Shop.java:12)");
  static final CallSite READER =
      site(
          "java.net.Socket$SocketInputStream.read(Socket.java:966)",
          "com.acme.PriceClient.readAll(PriceClient.java:77)",
          "com.acme.PriceClient.fetch(PriceClient.java:43)");

  private Given() {}

  /** The moment so many milliseconds before now. */
  static OptionalLong ago(long millis) {
    return OptionalLong.of(NOW - millis);
  }

  /** A connection that was opened and connected ten minutes ago. */
  static ConnectionSnapshot.Builder connected(long id) {
    return connected(id, OPENER);
  }

  static ConnectionSnapshot.Builder connected(long id, CallSite opener) {
    return opened(id, Origin.CONNECT, opener).connectedAt(ago(599_990));
  }

  static ConnectionSnapshot.Builder opened(long id, Origin origin, CallSite opener) {
    return new ConnectionSnapshot.Builder(id, (int) id + 30, origin, NOW - 600_000, "main", opener)
        .remote(endpoint("10.0.3.7", 8443));
  }

  static EndOfStream eof(long millisAgo) {
    return eof(millisAgo, READER);
  }

  static EndOfStream eof(long millisAgo, CallSite reader) {
    return new EndOfStream(NOW - millisAgo, "pool-1-thread-3", reader);
  }

  static Endpoint endpoint(String host, int port) {
    Endpoint endpoint = Endpoint.of(new InetSocketAddress(host, port));
    if (endpoint == null) {
      throw new IllegalArgumentException(host);
    }
    return endpoint;
  }

  static CallSite site(String... frames) {
    return new CallSite(stack(frames));
  }

  /** Frames from lines such as {@code java.base/java.net.Socket.connect(Socket.java:633)}. */
  static List<StackTraceElement> stack(String... lines) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (String line : lines) {
      frames.add(frame(line));
    }
    return frames;
  }

  static StackTraceElement frame(String line) {
    String text = line.trim();
    int open = text.indexOf('(');
    String source = text.substring(open + 1, text.length() - 1);
    boolean inModule = text.startsWith("java.base/");
    String member = text.substring(inModule ? "java.base/".length() : 0, open);
    int dot = member.lastIndexOf('.');
    int colon = source.indexOf(':');
    boolean known = !source.equals("Unknown Source") && !source.equals("Native Method");
    return new StackTraceElement(
        null,
        inModule ? "java.base" : null,
        null,
        member.substring(0, dot),
        member.substring(dot + 1),
        known ? source.substring(0, colon < 0 ? source.length() : colon) : null,
        colon >= 0
            ? Integer.parseInt(source.substring(colon + 1))
            : source.equals("Native Method") ? -2 : -1);
  }

  static Kernel kernel() {
    return new Kernel();
  }

  static Diagnosis diagnosis(KernelSample sample, ConnectionSnapshot.Builder... connections) {
    return diagnosis(sample, PoolFacts.none(), connections);
  }

  static Diagnosis diagnosis(
      KernelSample sample, PoolFacts pools, ConnectionSnapshot.Builder... connections) {
    return Diagnostician.diagnose(snapshots(connections), sample, THRESHOLDS, pools);
  }

  static List<ConnectionSnapshot> snapshots(ConnectionSnapshot.Builder... connections) {
    return Arrays.stream(connections).map(ConnectionSnapshot.Builder::build).toList();
  }

  /** A look at the kernel under construction. */
  static final class Kernel {
    private final Map<Long, Observation> observations = new HashMap<>();
    private final List<UntrackedSocket> untracked = new ArrayList<>();
    private final List<AcceptQueue> queues = new ArrayList<>();

    Kernel closeWait(long id, long millisAgo, int receiveQueue) {
      return seen(id, TcpState.CLOSE_WAIT, millisAgo, OptionalInt.of(receiveQueue));
    }

    Kernel seen(long id, TcpState state, long millisAgo) {
      return seen(id, state, millisAgo, OptionalInt.empty());
    }

    private Kernel seen(long id, TcpState state, long millisAgo, OptionalInt receiveQueue) {
      Observation.Builder seen =
          new Observation.Builder(state, NOW - millisAgo)
              .local(endpoint("10.0.3.2", 4000))
              .receiveQueue(receiveQueue);
      if (receiveQueue.isPresent()) {
        seen.inode(OptionalLong.of(4200 + id));
      }
      observations.put(id, seen.build());
      return this;
    }

    Kernel untracked(int descriptor, TcpState state, long millisAgo) {
      untracked.add(
          new UntrackedSocket(
              descriptor,
              4200 + descriptor,
              state,
              NOW - millisAgo,
              endpoint("10.0.3.2", 5000),
              endpoint("10.0.3.9", 5432),
              1));
      return this;
    }

    /** Port 8080, of whose queue the last look was so long ago, and a connection hung up before. */
    Kernel acceptQueue(long listener, long millisAgo, long hungUpMillisAgo, int remotePort) {
      queues.add(
          new AcceptQueue.Builder(NOW - millisAgo, endpoint("10.0.3.2", 8080))
              .listener(listener)
              .descriptor(7)
              .inode(4242)
              .length(2)
              .hungUp(
                  List.of(
                      new Unaccepted(
                          endpoint("10.0.3.2", 8080),
                          endpoint("10.0.3.7", remotePort),
                          NOW - hungUpMillisAgo,
                          1)))
              .build());
      return this;
    }

    KernelSample sample() {
      return sample("tcp_info");
    }

    KernelSample off() {
      return sample("off");
    }

    private KernelSample sample(String source) {
      return new KernelSample.Builder(NOW, source)
          .states(Map.of(TcpState.CLOSE_WAIT, 1))
          .observations(observations)
          .untracked(untracked)
          .acceptQueues(queues)
          .blind(List.of("one thing that this look could not see"))
          .build();
    }
  }
}
