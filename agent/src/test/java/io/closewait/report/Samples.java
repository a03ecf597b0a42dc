package io.closewait.report;

import io.closewait.diagnosis.ClosedWrapper;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Event;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Handler;
import io.closewait.diagnosis.Holder;
import io.closewait.diagnosis.Inventory;
import io.closewait.diagnosis.LastTouch;
import io.closewait.diagnosis.Leak;
import io.closewait.diagnosis.LeakedConnection;
import io.closewait.diagnosis.ListedConnection;
import io.closewait.diagnosis.Listener;
import io.closewait.diagnosis.PastConnection;
import io.closewait.diagnosis.SelectorFacts;
import io.closewait.diagnosis.Severity;
import io.closewait.diagnosis.Shortage;
import io.closewait.diagnosis.Site;
import io.closewait.diagnosis.StuckListener;
import io.closewait.diagnosis.ThreadFacts;
import io.closewait.diagnosis.Thresholds;
import io.closewait.diagnosis.Verdict;
import io.closewait.kernel.DescriptorCount;
import io.closewait.kernel.DescriptorKind;
import io.closewait.kernel.Descriptors;
import io.closewait.tcp.Endpoint;
import io.closewait.tcp.TcpState;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Diagnoses for the tests of what is made from them. */
public final class Samples {
  public static final long NOW = Instant.parse("2026-03-14T03:12:45.678Z").toEpochMilli();

  static final Thresholds THRESHOLDS = new Thresholds(60_000);

  /** A thread name that breaks lines, rings, clears a terminal and smuggles markup. */
  static final String HOSTILE = "evil\n\u001b[2J\u0007\"quoted\" \\ <script>\u009b31m\u202e\u007f";

  private static final Descriptors DESCRIPTORS =
      new Descriptors(OptionalLong.of(812), OptionalLong.of(1024), 30.5);

  private static final Site FETCH =
      site(
          "connect",
          "com.acme.PriceClient.fetch(PriceClient.java:41)",
          "pool-1-thread-3",
          List.of(
              "java.net.Socket.<init>(Socket.java:273)",
              "com.acme.PriceClient.fetch(PriceClient.java:41)",
              "com.acme.Shop.refresh(Shop.java:102)",
              "java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1136)",
              "java.lang.Thread.run(Thread.java:840)"));

  private static final Site ACCEPT =
      site(
          "accept",
          "com.acme.Acceptor.loop(Acceptor.java:18)",
          "acceptor",
          List.of("com.acme.Acceptor.loop(Acceptor.java:18)"));

  private static final Site READ =
      site(
          "eof",
          "com.acme.PriceClient.readAll(PriceClient.java:77)",
          "pool-1-thread-3",
          List.of(
              "java.io.BufferedReader.readLine(BufferedReader.java:392)",
              "com.acme.PriceClient.readAll(PriceClient.java:77)",
              "com.acme.PriceClient.fetch(PriceClient.java:44)"));

  private Samples() {}

  /** A site of an application whose own classes are those of {@code com.acme}. */
  private static Site site(String kind, String frame, String thread, List<String> stack) {
    List<Integer> own = new ArrayList<>();
    for (int i = 0; i < stack.size(); i++) {
      if (stack.get(i).startsWith("com.acme.")) {
        own.add(i);
      }
    }
    return new Site(kind, frame, thread, stack, own);
  }

  public static Subject subject() {
    return new Subject(
        "1.0.0", 4711, "com.acme.Shop", "17.0.15", NOW - 7_380_000, NOW - 7_379_500, "premain");
  }

  /** One leak of twelve sockets that were read to their end. */
  public static Diagnosis eofIgnored() {
    return eofIgnored(12);
  }

  /** The same with as many sockets. */
  static Diagnosis eofIgnored(int count) {
    Leak leak = eofIgnoredLeak(count);
    return diagnosis(
            "tcp_info",
            DESCRIPTORS,
            states(TcpState.LISTEN, 2, TcpState.ESTABLISHED, 40, TcpState.CLOSE_WAIT, count),
            List.of(leak),
            List.of())
        .with(inventory(leak));
  }

  /** The sockets of the leak, a healthy one, one without a record, and what was closed. */
  private static Inventory inventory(Leak leak) {
    List<ListedConnection> connections = new ArrayList<>();
    for (LeakedConnection leaked : leak.connections()) {
      connections.add(
          new ListedConnection.Builder(leaked.id())
              .descriptor(leaked.descriptor())
              .local(leaked.local())
              .remote(leaked.remote())
              .state(leaked.state())
              .leak("3f9a1c02")
              .opened(leaked.since() - 121, "pool-1-thread-3", 0)
              .peerClosedAt(OptionalLong.of(leaked.since()))
              .build());
    }
    connections.add(
        new ListedConnection.Builder(99)
            .descriptor(120)
            .local(endpoint("10.0.3.2", 8080))
            .remote(endpoint("10.0.9.9", 51_000))
            .state(TcpState.ESTABLISHED)
            .opened(NOW - 5_000, HOSTILE, 1)
            .closeCalledAt(OptionalLong.of(NOW - 1))
            .build());
    connections.add(new ListedConnection.Builder(0).build());
    return new Inventory(
        List.of(FETCH, ACCEPT),
        connections,
        List.of(
            new PastConnection(0, NOW - 9_000, OptionalLong.of(NOW - 8_900), NOW - 8_000),
            new PastConnection(0, NOW - 19_000, OptionalLong.empty(), NOW - 18_000)),
        List.of(new DescriptorCount(NOW - 3_600_000, 780), new DescriptorCount(NOW, 812)));
  }

  /** The leak of {@link #eofIgnored()} with as many sockets. */
  public static Leak eofIgnoredLeak(int count) {
    List<LeakedConnection> connections = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long since = eofIgnoredSince(i);
      connections.add(
          eofIgnoredConnection(i)
              .lastUse(
                  i % 2 == 0
                      ? new LastTouch(
                          since,
                          "pool-1-thread-3",
                          "com.acme.PriceClient.readAll(PriceClient.java:77)")
                      : new LastTouch(since + 400, "pool-1-thread-4", null))
              .build());
    }
    Map<String, Integer> remotes = new LinkedHashMap<>();
    remotes.put("10.0.3.7:8443", count - count / 3);
    if (count >= 3) {
      remotes.put("10.0.3.8:8443", count / 3);
    }
    return new Leak.Builder("3f9a1c02", Verdict.EOF_IGNORED, connections)
        .reason(
            "The application read the end of the stream, which says that the peer has closed, and has"
                + " not called close() since.")
        .remedy(
            "Close the socket in a finally block or with try-with-resources where the end of the"
                + " stream is read.")
        .growthPerMinute(3.07)
        .remotes(remotes)
        .site(FETCH)
        .endOfStream(READ)
        .build();
  }

  private static long eofIgnoredSince(int index) {
    return NOW - 250_000 + index * 17_000L;
  }

  private static LeakedConnection.Builder eofIgnoredConnection(int index) {
    long since = eofIgnoredSince(index);
    return new LeakedConnection.Builder(index + 1)
        .local(endpoint("10.0.3.2", 40001 + index))
        .remote(endpoint(index % 3 == 2 ? "10.0.3.8" : "10.0.3.7", 8443))
        .descriptor(31 + index)
        .inode(OptionalLong.of(424_242 + index))
        .state(TcpState.CLOSE_WAIT)
        .since(since)
        .receiveQueue(OptionalInt.of(0))
        .thread("pool-1-thread-" + (3 + index % 2))
        .events(
            List.of(
                new Event(since - 120, "connected"),
                new Event(since, "eof"),
                new Event(since + 4_322, "close_wait")));
  }

  /** Three channels of a selector whose thread is stuck, and one of another selector. */
  static Diagnosis stuckSelector() {
    ThreadFacts stuck =
        new ThreadFacts(
            "nio-worker-3",
            Thread.State.BLOCKED,
            "com.acme.Handler.slow(Handler.java:30)",
            List.of(
                "com.acme.Handler.slow(Handler.java:30)",
                "com.acme.Loop.run(Loop.java:12)",
                "java.lang.Thread.run(Thread.java:840)"));
    ThreadFacts known = new ThreadFacts(stuck.name(), stuck.state(), stuck.frame(), List.of());
    List<String> read = List.of("read");
    Leak unread = eofIgnoredLeak(4);
    List<LeakedConnection> connections = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      SelectorFacts selector =
          i == 3
              ? new SelectorFacts("EPollSelectorImpl@7a", List.of(), List.of(), false, null)
              : new SelectorFacts("EPollSelectorImpl@1b", read, read, true, i == 0 ? stuck : known);
      connections.add(eofIgnoredConnection(i).selector(selector).build());
    }
    return diagnosis(
        "tcp_info",
        DESCRIPTORS,
        states(TcpState.CLOSE_WAIT, 4),
        List.of(
            new Leak.Builder(unread.fingerprint(), Verdict.NEVER_READ, connections)
                .reason("Nobody reads; its selector's thread is not selecting.")
                .remedy("Keep what blocks out of the selector's thread.")
                .remotes(unread.remotes())
                .site(FETCH)
                .build()),
        List.of());
  }

  public static Diagnosis noLeak() {
    return diagnosis(
        "tcp_info",
        new Descriptors(OptionalLong.of(96), OptionalLong.of(1_048_576), 0),
        states(TcpState.LISTEN, 2, TcpState.ESTABLISHED, 40, TcpState.TIME_WAIT, 4),
        List.of(),
        List.of());
  }

  /** No leak, but findings of several topics. */
  public static Diagnosis findings() {
    Diagnosis healthy = noLeak();
    Map<TcpState, Integer> states = new LinkedHashMap<>(healthy.states());
    states.put(TcpState.LAST_ACK, 1);
    Site site =
        new Site(
            "listen",
            "com.acme.Server.start(Server.java:12)",
            "main",
            List.of("com.acme.Server.start(Server.java:12)"),
            List.of(0));
    return healthy.toBuilder()
        .states(states)
        .findings(List.of(refused(), unresolved(), overflow(), slow()))
        .listeners(
            List.of(
                new Listener(endpoint("10.0.3.2", 8080), 7, OptionalInt.of(50), site),
                new Listener(endpoint("::1", 9090), 0, OptionalInt.empty(), null)))
        .blind(List.of("A thing unseen."))
        .build();
  }

  private static Finding refused() {
    return new Finding.Builder(FindingKind.CONNECT_REFUSED, Severity.PROBLEM)
        .reason("The remote host answered that nobody listens.")
        .remedy("See that the service runs.")
        .site(FETCH)
        .count(12)
        .oldestSince(NOW - 300_000)
        .remotes(Map.of("10.0.3.7:8443", 12))
        .facts(Map.of("lastSeconds", 3L))
        .build();
  }

  private static Finding unresolved() {
    return new Finding.Builder(FindingKind.CONNECT_UNRESOLVED, Severity.INFO)
        .reason("The name has no address.")
        .remedy("See its spelling.")
        .site(FETCH)
        .count(1)
        .oldestSince(NOW - 3_300_000)
        .remotes(Map.of(HOSTILE + ":80", 1))
        .build();
  }

  private static Finding overflow() {
    return new Finding.Builder(FindingKind.ACCEPT_QUEUE, Severity.SUSPECT)
        .reason("The queue overflows.")
        .remedy("Accept faster.")
        .count(7)
        .oldestSince(NOW)
        .facts(Map.of("backlog", 50))
        .acceptor(
            new ThreadFacts(
                "acceptor-1",
                Thread.State.WAITING,
                "com.acme.Handler.slow(Handler.java:30)",
                List.of(
                    "java.lang.Object.wait(Object.java:338)",
                    "com.acme.Handler.slow(Handler.java:30)")))
        .build();
  }

  private static Finding slow() {
    Map<String, Number> facts = new LinkedHashMap<>();
    facts.put("medianSeconds", 0.25);
    facts.put("p99Seconds", 40.0);
    return new Finding.Builder(FindingKind.SLOW_CLOSE, Severity.SUSPECT)
        .reason("The peer closes and this side calls close() late.")
        .remedy("Close at the end of the stream.")
        .site(FETCH)
        .count(1_000)
        .oldestSince(NOW - 41_000)
        .facts(facts)
        .build();
  }

  /** The kernel was not asked. */
  static Diagnosis kernelOff() {
    LeakedConnection connection =
        new LeakedConnection.Builder(7)
            .remote(endpoint("10.0.3.7", 8443))
            .descriptor(31)
            .since(NOW - 90_000)
            .thread("main")
            .events(List.of(new Event(NOW - 90_100, "connected"), new Event(NOW - 90_000, "eof")))
            .build();
    Leak leak =
        new Leak.Builder("3f9a1c02", Verdict.EOF_IGNORED, List.of(connection))
            .reason("The application read the end of the stream and has not called close() since.")
            .remedy("Close the socket where the end of the stream is read.")
            .remotes(Map.of("10.0.3.7:8443", 1))
            .site(FETCH)
            .endOfStream(READ)
            .build();
    return diagnosis(
        "off",
        Descriptors.UNKNOWN,
        Map.of(),
        List.of(leak),
        List.of(
            "Sockets whose end of stream nobody read: the kernel is not asked because of"
                + " kernel=off, and only a read that returns the end shows a hook that the peer"
                + " has closed.",
            "Descriptors: kernel=off."));
  }

  /** Twelve leaking sockets where they hurt. */
  static Diagnosis outOfDescriptors(boolean refused) {
    Map<DescriptorKind, Integer> kinds = new EnumMap<>(DescriptorKind.class);
    kinds.put(DescriptorKind.SOCKET, 15);
    kinds.put(DescriptorKind.FILE, refused ? 4 : 1);
    kinds.put(DescriptorKind.OTHER, 1);
    Map<TcpState, Integer> fetched = states(TcpState.ESTABLISHED, 1, TcpState.CLOSE_WAIT, 12);
    Map<TcpState, Integer> listening = states(TcpState.LISTEN, 2);
    String opens = "com.acme.Door.open(Door.java:21)";
    Site door = site("listen", opens, "main", List.of(opens));
    return diagnosis(
            "tcp_info",
            new Descriptors(OptionalLong.of(refused ? 20 : 17), OptionalLong.of(20), 600, kinds),
            states(TcpState.LISTEN, 2, TcpState.ESTABLISHED, 1, TcpState.CLOSE_WAIT, 12),
            List.of(eofIgnoredLeak(12)),
            List.of())
        .with(
            new Shortage(
                refused, List.of(new Holder(FETCH, 13, fetched), new Holder(door, 2, listening))));
  }

  /** A server whose acceptor is held up, and one that nobody serves. */
  static Diagnosis notAccepted() {
    String held = "com.acme.Door.answer(Door.java:44)";
    ThreadFacts acceptor =
        new ThreadFacts(
            "door-acceptor",
            Thread.State.TIMED_WAITING,
            held,
            List.of(
                "java.lang.Thread.sleep(Native Method)", held, "com.acme.Door.run(Door.java:31)"));
    return diagnosis(
        "tcp_info",
        DESCRIPTORS,
        states(TcpState.LISTEN, 2),
        List.of(
            notAccepted(
                "0ddba115",
                site(
                    "listen",
                    "com.acme.Door.open(Door.java:21)",
                    "main",
                    List.of("com.acme.Door.open(Door.java:21)", "com.acme.Shop.main(Shop.java:9)")),
                new StuckListener(endpoint("0.0.0.0", 8080), 51, OptionalInt.of(50), acceptor)),
            notAccepted(
                "ca11ab1e",
                null,
                new StuckListener(endpoint("::", 9090), 1, OptionalInt.empty(), null))),
        List.of());
  }

  private static Leak notAccepted(String fingerprint, @Nullable Site site, StuckListener stuck) {
    LeakedConnection connection =
        new LeakedConnection.Builder(0)
            .local(endpoint("10.0.3.2", stuck.local().port()))
            .remote(endpoint("10.0.3.7", 50_123))
            .state(TcpState.CLOSE_WAIT)
            .since(NOW - 75_000)
            .receiveQueue(OptionalInt.of(1))
            .events(List.of(new Event(NOW - 75_000, "close_wait")))
            .build();
    return new Leak.Builder(fingerprint, Verdict.NOT_ACCEPTED, List.of(connection))
        .reason("The reason of not_accepted.")
        .remedy("The remedy of not_accepted.")
        .remotes(Map.of("10.0.3.7:50123", 1))
        .site(site)
        .listener(stuck)
        .build();
  }

  /** Every kind of socket, with hostile names and absent facts. */
  public static Diagnosis mix() {
    return diagnosis(
        "proc",
        new Descriptors(OptionalLong.of(1023), OptionalLong.of(1024), -2),
        states(
            TcpState.ESTABLISHED,
            3,
            TcpState.FIN_WAIT_2,
            1,
            TcpState.CLOSE_WAIT,
            11,
            TcpState.CLOSED,
            1),
        List.of(neverRead(), dataUnread(), collected(), dead(), untracked(), halfClosed()),
        List.of("Sockets opened before the agent was attached: no hook has seen them yet."));
  }

  private static Leak neverRead() {
    Site site =
        site(
            "accept",
            "com.acme.Acceptor.loop(Acceptor.java:18)",
            HOSTILE,
            List.of(
                "com.acme.Acceptor.loop(Acceptor.java:18)",
                "com.acme.Evil.\u001b]0;pwned\u0007()"));
    List<LeakedConnection> connections = new ArrayList<>();
    Map<String, Integer> remotes = new LinkedHashMap<>();
    for (int i = 0; i < 7; i++) {
      String host = "2001:db8::" + (i + 1);
      connections.add(
          new LeakedConnection.Builder(21 + i)
              .local(endpoint("2001:db8::ff", 8080))
              .remote(endpoint(host, 52_000 + i))
              .descriptor(120 + i)
              .inode(OptionalLong.of(99_001 + i))
              .state(TcpState.CLOSE_WAIT)
              .since(NOW - 90_061_000 + i * 1000L)
              .receiveQueue(OptionalInt.of(1))
              .thread(i == 0 ? HOSTILE : "x".repeat(100))
              .events(
                  List.of(
                      new Event(NOW - 90_062_000, "accepted"),
                      new Event(NOW - 90_061_000 + i * 1000L, "close_wait")))
              .build());
      remotes.put("[2001:db8:0:0:0:0:0:" + (i + 1) + "]:" + (52_000 + i), 1);
    }
    return new Leak.Builder("00c0ffee", Verdict.NEVER_READ, connections)
        .reason("The peer has closed and only its FIN waits in the receive queue: nobody reads.")
        .remedy("Read until the end of the stream, or close the socket.")
        .growthPerMinute(0.04)
        .remotes(remotes)
        .site(site)
        .handler(slowHandler())
        .build();
  }

  private static Handler slowHandler() {
    Site read =
        site(
            "handle",
            "com.acme.Greeter.greet(Greeter.java:21)",
            "worker-1",
            List.of(
                "com.acme.Greeter.greet(Greeter.java:21)",
                "java.lang.Thread.run(Thread.java:840)"));
    return new Handler(
        read,
        new ThreadFacts(
            HOSTILE,
            Thread.State.TIMED_WAITING,
            "com.acme.Slow.nap(Slow.java:30)",
            List.of("java.lang.Thread.sleep(Native Method)", "com.acme.Slow.nap(Slow.java:30)")),
        1);
  }

  private static Leak dataUnread() {
    return single(
        "0badcafe", Verdict.DATA_UNREAD, TcpState.CLOSE_WAIT, 513, FETCH, null, "HttpClient-1");
  }

  private static Leak collected() {
    return single("5ca1ab1e", Verdict.COLLECTED, TcpState.CLOSE_WAIT, 0, FETCH, READ, HOSTILE);
  }

  private static Leak dead() {
    return single("deadbeef", Verdict.DEAD, TcpState.CLOSED, 0, FETCH, READ, "pool-1-thread-3");
  }

  private static Leak halfClosed() {
    return single(
        "1a2b3c4d", Verdict.HALF_CLOSED_IN_USE, TcpState.CLOSE_WAIT, 0, FETCH, READ, "writer");
  }

  private static Leak untracked() {
    LeakedConnection connection =
        new LeakedConnection.Builder(0)
            .local(endpoint("10.0.3.2", 6000))
            .remote(endpoint("10.0.3.9", 5432))
            .descriptor(77)
            .inode(OptionalLong.of(4_000_000_000L))
            .state(TcpState.CLOSE_WAIT)
            .since(NOW - 3_600_000)
            .receiveQueue(OptionalInt.of(1))
            .build();
    return new Leak.Builder("00000000", Verdict.UNTRACKED, List.of(connection))
        .reason(
            "No hook has a record: a native transport, inherited, or opened before the agent came.")
        .remedy("Start the JVM with -javaagent to see which line opens it.")
        .remotes(Map.of("10.0.3.9:5432", 1))
        .build();
  }

  private static ClosedWrapper goodbye() {
    String frame = "com.acme.Client.close(Client.java:61)";
    Site site = site("close", frame, "pool-1-thread-3", List.of(frame));
    return new ClosedWrapper("com.acme.Client", site, NOW - 125_050, true);
  }

  private static Leak single(
      String fingerprint,
      Verdict verdict,
      TcpState state,
      int queue,
      Site site,
      Site end,
      String thread) {
    LeakedConnection connection =
        new LeakedConnection.Builder(42)
            .local(endpoint("10.0.3.2", 4001))
            .remote(endpoint("10.0.3.7", 8443))
            .descriptor(31)
            .inode(OptionalLong.of(4242))
            .state(state)
            .since(NOW - 125_000)
            .receiveQueue(OptionalInt.of(queue))
            .thread(thread)
            .events(
                List.of(
                    new Event(NOW - 125_100, "connected"), new Event(NOW - 125_000, "close_wait")))
            .build();
    return new Leak.Builder(fingerprint, verdict, List.of(connection))
        .reason("The reason of " + verdict.text() + ".")
        .remedy("The remedy of " + verdict.text() + ".")
        .growthPerMinute(verdict == Verdict.DEAD ? -0.5 : 0)
        .remotes(Map.of("10.0.3.7:8443", 1))
        .site(site)
        .endOfStream(end)
        .closedWrapper(verdict == Verdict.DEAD ? goodbye() : null)
        .build();
  }

  private static Diagnosis diagnosis(
      String kernel,
      Descriptors descriptors,
      Map<TcpState, Integer> states,
      List<Leak> leaks,
      List<String> blind) {
    return new Diagnosis.Builder(NOW, THRESHOLDS)
        .kernel(kernel)
        .descriptors(descriptors)
        .states(states)
        .leaks(leaks)
        .blind(blind)
        .build();
  }

  private static Map<TcpState, Integer> states(Object... stateThenCount) {
    Map<TcpState, Integer> states = new LinkedHashMap<>();
    for (int i = 0; i < stateThenCount.length; i += 2) {
      states.put((TcpState) stateThenCount[i], (Integer) stateThenCount[i + 1]);
    }
    return states;
  }

  private static Endpoint endpoint(String literal, int port) {
    try {
      return new Endpoint(InetAddress.getByName(literal), port);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }
}
