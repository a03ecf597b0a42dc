package io.closewait.diagnosis;

import static io.closewait.diagnosis.Given.ago;
import static io.closewait.diagnosis.Given.connected;
import static io.closewait.diagnosis.Given.diagnosis;
import static io.closewait.diagnosis.Given.eof;
import static io.closewait.diagnosis.Given.kernel;
import static io.closewait.diagnosis.Given.opened;
import static io.closewait.diagnosis.Given.site;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.connection.CallSite;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.Origin;
import io.closewait.library.PoolUse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoolsTest {
  private static final CallSite POOLED =
      site(
          "java.net.Socket.connect(Socket.java:633)",
          "org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager.connect(P.java:5)",
          "org.apache.hc.client5.http.impl.classic.InternalHttpClient.doExecute(I.java:183)",
          "org.springframework.web.client.RestTemplate.execute(RestTemplate.java:776)",
          "com.acme.PriceClient.fetch(PriceClient.java:41)");

  /** Looks at all its idle connections before it opens another. */
  private static final CallSite THRIFTY =
      site(
          "java.net.Socket.connect(Socket.java:633)",
          "org.apache.http.impl.conn.PoolingHttpClientConnectionManager.connect(P.java:376)",
          "org.apache.http.impl.client.InternalHttpClient.doExecute(InternalHttpClient.java:185)",
          "com.acme.PriceClient.fetch(PriceClient.java:41)");

  private static final CallSite FILLED =
      site(
          "java.net.Socket.connect(Socket.java:633)",
          "com.zaxxer.hikari.pool.PoolBase.newConnection(PoolBase.java:360)",
          "com.acme.Orders.load(Orders.java:12)");

  private static final CallSite NOTICED =
      site(
          "sun.nio.ch.SocketChannelImpl.connect(SocketChannelImpl.java:865)",
          "jdk.internal.net.http.PlainHttpConnection.connectAsync(PlainHttpConnection.java:232)",
          "com.acme.Shop.ask(Shop.java:9)");

  private static final long WAITING = 90_000;

  private static Leak only(Diagnosis diagnosis) {
    assertThat(diagnosis.leaks()).hasSize(1);
    return diagnosis.leaks().get(0);
  }

  @Test
  void anIdleConnectionOfAPoolIsStaleAndNoLeak() {
    Leak leak = only(diagnosis(kernel().closeWait(1, WAITING, 1).sample(), connected(1, POOLED)));
    assertThat(leak.verdict()).isEqualTo(Verdict.STALE_IN_POOL);
    assertThat(leak.severity()).isEqualTo(Severity.INFO);
    assertThat(leak.library()).isEqualTo("Apache HttpClient 5");
    assertThat(leak.remedy()).contains("evictIdleConnections");
    assertThat(leak.site()).isNotNull();
    assertThat(leak.site().frame()).isEqualTo("com.acme.PriceClient.fetch(PriceClient.java:41)");
  }

  @ParameterizedTest
  @ValueSource(ints = {24, 25, 32, 54, 70})
  void anUnreadCloseNotifyIsNoAnswer(int queue) {
    Leak leak =
        only(diagnosis(kernel().closeWait(1, WAITING, queue).sample(), connected(1, POOLED)));
    assertThat(leak.verdict()).isEqualTo(Verdict.STALE_IN_POOL);
  }

  @Test
  void aDatabasesPartingErrorIsNoAnswer() {
    Leak leak = only(diagnosis(kernel().closeWait(1, WAITING, 117).sample(), connected(1, FILLED)));
    assertThat(leak.verdict()).isEqualTo(Verdict.STALE_IN_POOL);
    assertThat(leak.reason()).contains("only its parting message of 116 bytes waits unread");
  }

  @Test
  void moreThanAPartingErrorIsAnAnswer() {
    Leak leak = only(diagnosis(kernel().closeWait(1, WAITING, 514).sample(), connected(1, FILLED)));
    assertThat(leak.verdict()).isEqualTo(Verdict.DATA_UNREAD);
  }

  @Test
  void anUnreadAnswerIsALeakOfWhoeverTookTheConnection() {
    Leak leak =
        only(diagnosis(kernel().closeWait(1, WAITING, 4096).sample(), connected(1, POOLED)));
    assertThat(leak.verdict()).isEqualTo(Verdict.DATA_UNREAD);
    assertThat(leak.library()).isEqualTo("Apache HttpClient 5");
    assertThat(leak.remedy()).contains("CloseableHttpResponse");
  }

  @Test
  void aPoolThatOpensAnotherHadThisOneNotFree() {
    Leak leak =
        only(
            diagnosis(
                kernel().closeWait(1, WAITING, 1).closeWait(2, 70_000, 1).sample(),
                connected(1, THRIFTY).siblingOpenedAt(ago(WAITING - 2000)),
                connected(2, THRIFTY).siblingOpenedAt(ago(600_000))));
    assertThat(leak.verdict()).isEqualTo(Verdict.NEVER_READ);
    assertThat(leak.count()).isEqualTo(2);
  }

  @Test
  void aPoolMayOpenAnotherWhileTheServerClosesTheFirst() {
    Leak leak =
        only(
            diagnosis(
                kernel().closeWait(1, WAITING, 1).sample(),
                connected(1, THRIFTY).siblingOpenedAt(ago(WAITING - 1000))));
    assertThat(leak.verdict()).isEqualTo(Verdict.STALE_IN_POOL);
  }

  @Test
  void aPoolThatFillsItselfOpensOthersAnyway() {
    Leak leak =
        only(
            diagnosis(
                kernel().closeWait(1, WAITING, 1).sample(),
                connected(1, FILLED).siblingOpenedAt(ago(1000))));
    assertThat(leak.verdict()).isEqualTo(Verdict.STALE_IN_POOL);
    assertThat(leak.library()).isEqualTo("HikariCP");
  }

  @Test
  void aLibraryThatNoticesTheEndHasNoStaleConnections() {
    Leak leak = only(diagnosis(kernel().closeWait(1, WAITING, 1).sample(), connected(1, NOTICED)));
    assertThat(leak.verdict()).isEqualTo(Verdict.NEVER_READ);
    assertThat(leak.remedy()).contains("ofInputStream");
  }

  @Test
  void anEndThatWasReadIsIgnoredAlsoInAPool() {
    Leak leak =
        only(
            diagnosis(
                kernel().closeWait(1, WAITING, 0).sample(),
                connected(1, POOLED).endOfStream(eof(WAITING))));
    assertThat(leak.verdict()).isEqualTo(Verdict.EOF_IGNORED);
  }

  private static final CallSite OTHER =
      site(
          "java.net.Socket.connect(Socket.java:633)",
          "org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager.connect(P.java:5)",
          "com.acme.Stock.count(Stock.java:7)");

  /**
   * What a pool says of its connections, of which some look idle and others are open and in order.
   */
  @ParameterizedTest
  @CsvSource({
    // leased, idle, looking idle, others, opened meanwhile: leaks, stale
    "1, 0, 1, 0, 0, 1, 0",
    "0, 1, 1, 0, 0, 0, 1",
    "3, 0, 3, 0, 0, 3, 0",
    "2, 1, 3, 0, 0, 2, 1",
    "1, 2, 3, 0, 0, 1, 2",
    // The others may be those that the pool speaks of.
    "1, 0, 1, 1, 0, 0, 1",
    "2, 0, 1, 1, 0, 1, 0",
    "5, 9, 3, 5, 0, 0, 3",
    "0, 9, 3, 5, 0, 0, 3",
    "4, 1, 3, 2, 0, 2, 1",
    // So may one that was opened while the pools were asked, or is being opened.
    "1, 0, 1, 0, 1, 0, 1",
    "1, 1, 1, 0, 0, 0, 1",
    // The pool may have gone on since the kernel was asked.
    "9, 9, 1, 0, 0, 0, 1",
    "0, 0, 2, 0, 0, 0, 2",
  })
  void thePoolsWordDecides(
      int leased, int idle, int looking, int others, int opened, int leaks, int stale) {
    PoolFacts facts =
        new PoolFacts(
            List.of(PoolUse.of("Apache HttpClient 5", leased, idle)),
            Map.of(OTHER, others, FILLED, 50),
            opened);
    assertCounts(looking, facts, leaks, stale);
  }

  /** As above where a library keeps only its idle connections and knows nothing of the others. */
  @ParameterizedTest
  @CsvSource({"0, 1, 0, 1, 0", "1, 1, 0, 0, 1", "1, 2, 0, 1, 1", "1, 1, 1, 0, 1", "0, 2, 7, 2, 0"})
  void whatIsNotIdleWasTaken(int idle, int looking, int others, int leaks, int stale) {
    PoolFacts facts =
        new PoolFacts(
            List.of(PoolUse.ofIdle("Apache HttpClient 5", idle)), Map.of(OTHER, others), 0);
    assertCounts(looking, facts, leaks, stale);
  }

  private static void assertCounts(int looking, PoolFacts facts, int leaks, int stale) {
    Given.Kernel kernel = kernel();
    ConnectionSnapshot.Builder[] connections = new ConnectionSnapshot.Builder[looking];
    for (int i = 0; i < looking; i++) {
      kernel.closeWait(i + 1, WAITING + 1000L * i, 1);
      connections[i] = connected(i + 1, POOLED);
    }
    Diagnosis diagnosis = diagnosis(kernel.sample(), facts, connections);
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    for (Leak leak : diagnosis.leaks()) {
      counts.put(leak.verdict(), leak.count());
    }
    assertThat(counts.getOrDefault(Verdict.NEVER_READ, 0)).isEqualTo(leaks);
    assertThat(counts.getOrDefault(Verdict.STALE_IN_POOL, 0)).isEqualTo(stale);
  }

  @Test
  void theReasonSaysWhatThePoolSaid() {
    PoolFacts taken =
        new PoolFacts(List.of(PoolUse.of("Apache HttpClient 5", 1, 1)), Map.of(OTHER, 0), 0);
    Diagnosis diagnosis =
        diagnosis(
            kernel().closeWait(1, WAITING, 1).closeWait(2, 70_000, 1).sample(),
            taken,
            connected(1, POOLED),
            connected(2, POOLED));
    assertThat(diagnosis.leaks())
        .extracting(Leak::reason)
        .containsExactly(
            "Nobody reads: the kernel shows CLOSE_WAIT with only the FIN in the receive queue; the"
                + " pool of Apache HttpClient 5 says that 1 of its 2 connections is taken.",
            "An idle connection in the pool of Apache HttpClient 5, held by its"
                + " org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager: its"
                + " server has closed it, nothing but that waits unread, and the pool looks at it"
                + " only when it is asked again; the kernel shows CLOSE_WAIT; the pool of Apache"
                + " HttpClient 5 says that 1 of its 2 connections is taken.");
  }

  @Test
  void whereSeveralPlacesOpenedThemThePoolDoesNotTellWhichWasTaken() {
    PoolFacts facts = new PoolFacts(List.of(PoolUse.of("Apache HttpClient 5", 1, 1)), Map.of(), 0);
    Diagnosis diagnosis =
        diagnosis(
            kernel().closeWait(1, WAITING, 1).closeWait(2, 70_000, 1).sample(),
            facts,
            connected(1, POOLED),
            connected(2, OTHER));
    assertThat(diagnosis.leaks())
        .extracting(Leak::verdict)
        .containsExactly(Verdict.UNKNOWN, Verdict.UNKNOWN);
    assertThat(diagnosis.leaks().get(0).reason())
        .contains("1 of its 2 connections is taken, but not which");
    assertThat(diagnosis.leaks().get(0).remedy()).contains("CloseableHttpResponse");
  }

  @Test
  void theProvenOneIsTheOneThatThePoolSaysIsTaken() {
    PoolFacts facts = new PoolFacts(List.of(PoolUse.of("Apache HttpClient 5", 1, 1)), Map.of(), 0);
    Diagnosis diagnosis =
        diagnosis(
            kernel().closeWait(1, 70_000, 1).closeWait(2, WAITING, 1).sample(),
            facts,
            connected(1, THRIFTY).siblingOpenedAt(ago(60_000)),
            connected(2, OTHER));
    assertThat(diagnosis.leaks())
        .extracting(Leak::verdict)
        .containsExactly(Verdict.NEVER_READ, Verdict.STALE_IN_POOL);
    assertThat(diagnosis.leaks().get(0).connections().get(0).id()).isEqualTo(1);
  }

  @Test
  void thePoolsWordOnWhatIsIdleIsStrongerThanAProof() {
    PoolFacts facts = new PoolFacts(List.of(PoolUse.of("Apache HttpClient 4", 0, 1)), Map.of(), 0);
    Leak leak =
        only(
            diagnosis(
                kernel().closeWait(1, WAITING, 1).sample(),
                facts,
                connected(1, THRIFTY).siblingOpenedAt(ago(1000))));
    assertThat(leak.verdict()).isEqualTo(Verdict.STALE_IN_POOL);
  }

  private static final CallSite CACHED =
      site(
          "java.net.Socket.connect(Socket.java:633)",
          "sun.net.www.http.HttpClient.openServer(HttpClient.java:531)",
          "com.acme.Rates.load(Rates.java:30)");

  @ParameterizedTest
  @CsvSource({"69000, STALE_IN_POOL", "71000, NEVER_READ"})
  void whatIsOlderThanTheLibrarysBoundWasNotGivenBack(long waiting, Verdict verdict) {
    Leak leak = only(diagnosis(kernel().closeWait(1, waiting, 1).sample(), connected(1, CACHED)));
    assertThat(leak.verdict()).isEqualTo(verdict);
    assertThat(leak.library()).isEqualTo("HttpURLConnection");
    assertThat(leak.reason().contains("keeps an idle connection for 70 s at most"))
        .isEqualTo(verdict == Verdict.NEVER_READ);
  }

  @ParameterizedTest
  @CsvSource({"5, STALE_IN_POOL", "6, NEVER_READ"})
  void moreThanTheLibraryKeepsWereNotGivenBack(int count, Verdict verdict) {
    Given.Kernel kernel = kernel();
    ConnectionSnapshot.Builder[] connections = new ConnectionSnapshot.Builder[count];
    for (int i = 0; i < count; i++) {
      kernel.closeWait(i + 1, 65_000, 1);
      connections[i] = connected(i + 1, CACHED);
    }
    Leak leak = only(diagnosis(kernel.sample(), connections));
    assertThat(leak.verdict()).isEqualTo(verdict);
    assertThat(leak.count()).isEqualTo(count);
  }

  @Test
  void aDriverWithoutAPoolIsNamedAndHasItsRemedy() {
    CallSite driver =
        site(
            "java.net.Socket.connect(Socket.java:633)",
            "org.postgresql.core.PGStream.createSocket(PGStream.java:260)",
            "java.sql.DriverManager.getConnection(DriverManager.java:228)",
            "com.acme.Orders.load(Orders.java:12)");
    Leak leak = only(diagnosis(kernel().closeWait(1, WAITING, 1).sample(), connected(1, driver)));
    assertThat(leak.verdict()).isEqualTo(Verdict.NEVER_READ);
    assertThat(leak.library()).isEqualTo("PostgreSQL JDBC driver");
    assertThat(leak.remedy()).startsWith("Close each Connection in try-with-resources");
    assertThat(leak.reason())
        .endsWith(
            "; with PostgreSQL JDBC driver, the connection was opened without a pool and is not"
                + " used.");
  }

  @Test
  void aServersConnectionIsTheServersWhateverPoolIsOnTheStack() {
    CallSite acceptor =
        site(
            "sun.nio.ch.ServerSocketChannelImpl.accept(ServerSocketChannelImpl.java:389)",
            "org.apache.tomcat.util.net.NioEndpoint.serverSocketAccept(NioEndpoint.java:521)",
            "com.zaxxer.hikari.pool.HikariPool.run(HikariPool.java:1)");
    Leak leak =
        only(
            diagnosis(
                kernel().closeWait(1, WAITING, 1).sample(), opened(1, Origin.ACCEPT, acceptor)));
    assertThat(leak.verdict()).isEqualTo(Verdict.NEVER_READ);
    assertThat(leak.library()).isEqualTo("Tomcat");
    assertThat(leak.remedy()).contains("AsyncContext");
  }

  @Test
  void whatAnApplicationOpensInsideALibraryIsItsOwn() {
    CallSite handler =
        site(
            "java.net.Socket.connect(Socket.java:633)",
            "com.acme.Handler.handle(Handler.java:9)",
            "sun.net.httpserver.ServerImpl$Exchange.run(ServerImpl.java:848)");
    Leak leak = only(diagnosis(kernel().closeWait(1, WAITING, 1).sample(), connected(1, handler)));
    assertThat(leak.library()).isNull();
    assertThat(leak.remedy()).endsWith("com.acme.Handler.handle(Handler.java:9).");
  }

  /** Jedis has its connections in a pool of Commons Pool, which counts them too. */
  @Test
  void aPoolMayHaveTheConnectionsOfALibraryThatIsBuiltOnIt() {
    CallSite generic =
        site(
            "java.net.Socket.connect(Socket.java:633)",
            "com.acme.LineFactory.create(LineFactory.java:5)",
            "org.apache.commons.pool2.impl.GenericObjectPool.create(GenericObjectPool.java:571)");
    CallSite jedis =
        site(
            "java.net.Socket.connect(Socket.java:633)",
            "redis.clients.jedis.JedisFactory.makeObject(JedisFactory.java:5)",
            "org.apache.commons.pool2.impl.GenericObjectPool.create(GenericObjectPool.java:571)");
    PoolFacts facts =
        new PoolFacts(List.of(PoolUse.of("Apache Commons Pool", 1, 0)), Map.of(jedis, 1), 0);
    Leak leak =
        only(diagnosis(kernel().closeWait(1, WAITING, 1).sample(), facts, connected(1, generic)));
    assertThat(leak.library()).isEqualTo("Apache Commons Pool");
    assertThat(leak.verdict()).isEqualTo(Verdict.STALE_IN_POOL);
  }
}
