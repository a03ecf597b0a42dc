package io.closewait.diagnosis;

import static io.closewait.diagnosis.Given.NOW;
import static io.closewait.diagnosis.Given.OPENER;
import static io.closewait.diagnosis.Given.READER;
import static io.closewait.diagnosis.Given.THRESHOLD;
import static io.closewait.diagnosis.Given.ago;
import static io.closewait.diagnosis.Given.connected;
import static io.closewait.diagnosis.Given.diagnosis;
import static io.closewait.diagnosis.Given.endpoint;
import static io.closewait.diagnosis.Given.eof;
import static io.closewait.diagnosis.Given.kernel;
import static io.closewait.diagnosis.Given.opened;
import static io.closewait.diagnosis.Given.site;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.closewait.connection.CallSite;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.Origin;
import io.closewait.tcp.TcpState;
import org.junit.jupiter.api.Test;

/** How judgements become leaks, and what a leak says. */
class DiagnosticianTest {
  private static final CallSite OTHER_LINE =
      site(
          "java.net.Socket.connect(Socket.java:633)",
          "com.acme.PriceClient.fetch(PriceClient.java:49)",
          "com.acme.Shop.main(Shop.java:13)");
  private static final CallSite OTHER_CALLER =
      site(
          "java.net.Socket.connect(Socket.java:633)",
          "com.acme.StockClient.count(StockClient.java:20)");

  private static Leak only(Diagnosis diagnosis) {
    assertThat(diagnosis.leaks()).hasSize(1);
    return diagnosis.leaks().get(0);
  }

  private static ConnectionSnapshot.Builder ignored(long id) {
    return connected(id).endOfStream(eof(THRESHOLD));
  }

  @Test
  void carriesWhatTheSampleSays() {
    Diagnosis diagnosis = diagnosis(kernel().sample());
    assertThat(diagnosis.takenAt()).isEqualTo(NOW);
    assertThat(diagnosis.threshold()).isEqualTo(THRESHOLD);
    assertThat(diagnosis.kernel()).isEqualTo("tcp_info");
    assertThat(diagnosis.states()).containsOnly(entry(TcpState.CLOSE_WAIT, 1));
    assertThat(diagnosis.blind()).containsExactly("one thing that this look could not see");
    assertThat(diagnosis.leaks()).isEmpty();
  }

  @Test
  void groupsWhatOneMethodOpenedFromAnyLine() {
    Leak leak =
        only(
            diagnosis(
                kernel().closeWait(1, 90_000, 1).closeWait(2, 95_000, 1).sample(),
                connected(1),
                connected(2, OTHER_LINE)));
    assertThat(leak.count()).isEqualTo(2);
    assertThat(leak.oldestSince()).isEqualTo(NOW - 95_000);
    assertThat(leak.connections()).extracting(LeakedConnection::id).containsExactly(2L, 1L);
  }

  @Test
  void takesTheMostFrequentSite() {
    Leak leak =
        only(
            diagnosis(
                kernel()
                    .closeWait(1, 90_000, 1)
                    .closeWait(2, 80_000, 1)
                    .closeWait(3, 80_000, 1)
                    .sample(),
                connected(1),
                connected(2, OTHER_LINE),
                connected(3, OTHER_LINE)));
    assertThat(leak.site().frame()).isEqualTo("com.acme.PriceClient.fetch(PriceClient.java:49)");
  }

  @Test
  void keepsCallersApartAndSortsTheWorstFirst() {
    Diagnosis diagnosis =
        diagnosis(
            kernel()
                .closeWait(1, 70_000, 1)
                .closeWait(2, 70_000, 1)
                .closeWait(3, 90_000, 1)
                .closeWait(4, 80_000, 1)
                .closeWait(5, 300_000, 0)
                .untracked(50, TcpState.CLOSE_WAIT, 400_000)
                .untracked(51, TcpState.CLOSE_WAIT, 400_000)
                .untracked(52, TcpState.CLOSE_WAIT, 400_000)
                .sample(),
            connected(1),
            connected(2),
            connected(3, OTHER_CALLER),
            opened(4, Origin.ACCEPT, OPENER),
            connected(5).writtenAt(ago(1)));
    assertThat(diagnosis.leaks())
        .extracting(Leak::severity, Leak::count, Leak::oldestSince)
        .containsExactly(
            tuple(Severity.LEAK, 2, NOW - 70_000),
            tuple(Severity.LEAK, 1, NOW - 90_000),
            tuple(Severity.LEAK, 1, NOW - 80_000),
            tuple(Severity.SUSPECT, 3, NOW - 400_000),
            tuple(Severity.INFO, 1, NOW - 300_000));
    assertThat(diagnosis.leaks().get(0).fingerprint())
        .isEqualTo(diagnosis.leaks().get(4).fingerprint());
  }

  @Test
  void givesAGroupItsMostFrequentVerdictAndSaysForHowMany() {
    Leak leak =
        only(
            diagnosis(
                kernel()
                    .closeWait(1, 90_000, 1)
                    .closeWait(2, 80_000, 900)
                    .closeWait(3, 70_000, 500)
                    .sample(),
                connected(1),
                connected(2),
                connected(3)));
    assertThat(leak.verdict()).isEqualTo(Verdict.DATA_UNREAD);
    assertThat(leak.reason())
        .isEqualTo(
            "Data and the end of the stream wait unread: the kernel shows CLOSE_WAIT, the receive"
                + " queue of the oldest socket holds 899 bytes and the FIN (2 of 3 sockets).");
  }

  @Test
  void prefersTheVerdictDeclaredFirstAmongEquals() {
    Leak leak =
        only(
            diagnosis(
                kernel().closeWait(1, 90_000, 900).closeWait(2, 80_000, 0).sample(),
                connected(1),
                ignored(2)));
    assertThat(leak.verdict()).isEqualTo(Verdict.EOF_IGNORED);
  }

  @Test
  void saysWhereTheSocketWasOpenedAndReadToItsEnd() {
    Leak leak = only(diagnosis(kernel().closeWait(1, 90_000, 0).sample(), ignored(1)));
    assertThat(leak.site().kind()).isEqualTo("connect");
    assertThat(leak.site().thread()).isEqualTo("main");
    assertThat(leak.site().frame()).isEqualTo("com.acme.PriceClient.fetch(PriceClient.java:41)");
    assertThat(leak.site().stack())
        .containsExactly(
            "com.acme.PriceClient.fetch(PriceClient.java:41)", "com.acme.Shop.main(Shop.java:12)");
    assertThat(leak.endOfStream().kind()).isEqualTo("eof");
    assertThat(leak.endOfStream().thread()).isEqualTo("pool-1-thread-3");
    assertThat(leak.endOfStream().frame())
        .isEqualTo("com.acme.PriceClient.readAll(PriceClient.java:77)");
    assertThat(leak.remedy())
        .isEqualTo(
            "Close the socket where the end of the stream is read,"
                + " com.acme.PriceClient.readAll(PriceClient.java:77), or open it in"
                + " try-with-resources: com.acme.PriceClient.fetch(PriceClient.java:41).");
  }

  @Test
  void takesTheMostFrequentReader() {
    CallSite rare = site("com.acme.PriceClient.skip(PriceClient.java:90)");
    Leak leak =
        only(
            diagnosis(
                kernel()
                    .closeWait(1, 90_000, 0)
                    .closeWait(2, 80_000, 0)
                    .closeWait(3, 70_000, 0)
                    .sample(),
                connected(1).endOfStream(eof(5, rare)),
                connected(2).endOfStream(eof(5, READER)),
                connected(3).endOfStream(eof(5, READER))));
    assertThat(leak.endOfStream().frame())
        .isEqualTo("com.acme.PriceClient.readAll(PriceClient.java:77)");
  }

  @Test
  void hasNoReaderWithoutEndOfStream() {
    Leak leak = only(diagnosis(kernel().closeWait(1, 90_000, 1).sample(), connected(1)));
    assertThat(leak.endOfStream()).isNull();
  }

  @Test
  void namesAJdkFrameOrNoneIfTheStackHasNoOther() {
    CallSite jdk =
        site(
            "sun.nio.ch.SocketChannelImpl.connect(SocketChannelImpl.java:1)",
            "jdk.internal.net.http.PlainHttpConnection.connectAsync(PlainHttpConnection.java:2)");
    Diagnosis diagnosis =
        diagnosis(
            kernel().closeWait(1, 90_000, 1).closeWait(2, 80_000, 1).sample(),
            connected(1, jdk),
            connected(2, site()));
    assertThat(diagnosis.leaks())
        .extracting(leak -> leak.site().frame())
        .containsExactly(
            "jdk.internal.net.http.PlainHttpConnection.connectAsync(PlainHttpConnection.java:2)",
            "(no stack)");
  }

  @Test
  void countsRemotesTheMostFrequentFirst() {
    Leak leak =
        only(
            diagnosis(
                kernel()
                    .closeWait(1, 90_000, 1)
                    .closeWait(2, 90_000, 1)
                    .closeWait(3, 90_000, 1)
                    .closeWait(4, 90_000, 1)
                    .closeWait(5, 90_000, 1)
                    .sample(),
                connected(1).remote(endpoint("10.0.3.8", 80)),
                connected(2).remote(endpoint("2001:db8::1", 443)),
                connected(3).remote(endpoint("10.0.3.7", 80)),
                connected(4).remote(endpoint("2001:db8::1", 443)),
                connected(5).remote(null)));
    assertThat(leak.remotes())
        .containsExactly(
            entry("[2001:db8::1]:443", 2), entry("10.0.3.7:80", 1), entry("10.0.3.8:80", 1));
  }

  @Test
  void tellsTheLifeOfAConnection() {
    Leak leak =
        only(
            diagnosis(
                kernel().closeWait(1, 80_000, 0).sample(),
                connected(1)
                    .endOfStream(eof(81_000))
                    .shutdownInputAt(ago(70_000))
                    .writtenAt(ago(65_000))
                    .closeCalledAt(ago(61_000))
                    .collectedAt(ago(60_500))));
    LeakedConnection connection = leak.connections().get(0);
    assertThat(connection.events())
        .extracting(Event::name)
        .containsExactly(
            "connecting",
            "connected",
            "eof",
            "close_wait",
            "shutdown_input",
            "write",
            "close",
            "collected");
    assertThat(connection.events()).extracting(Event::at).isSorted();
    assertThat(connection.since()).isEqualTo(NOW - 81_000);
    assertThat(connection.descriptor()).isEqualTo(31);
    assertThat(connection.inode()).hasValue(4201);
    assertThat(connection.receiveQueue()).hasValue(0);
    assertThat(connection.local()).isEqualTo(endpoint("10.0.3.2", 4000));
    assertThat(connection.remote()).isEqualTo(endpoint("10.0.3.7", 8443));
    assertThat(connection.state()).isEqualTo(TcpState.CLOSE_WAIT);
    assertThat(connection.thread()).isEqualTo("main");
  }

  @Test
  void tellsTheLifeOfAnAcceptedConnection() {
    Leak leak =
        only(
            diagnosis(
                kernel().seen(1, TcpState.CLOSED, 80_000).sample(),
                opened(1, Origin.ACCEPT, OPENER)
                    .connectedAt(ago(600_000))
                    .shutdownOutputAt(ago(90_000))));
    assertThat(leak.connections().get(0).events())
        .extracting(Event::name)
        .containsExactly("accepted", "shutdown_output", "closed");
  }

  @Test
  void growsByWhatJoinedInTheAgeOfAYoungLeak() {
    Leak leak =
        only(
            diagnosis(
                kernel()
                    .closeWait(1, THRESHOLD + 120_000, 1)
                    .closeWait(2, THRESHOLD + 100_000, 1)
                    .closeWait(3, THRESHOLD, 1)
                    .sample(),
                connected(1),
                connected(2),
                connected(3)));
    assertThat(leak.growthPerMinute()).isEqualTo(1.0, within(1e-9));
  }

  @Test
  void growsByWhatJoinedInTheLastFiveMinutesOfAnOldLeak() {
    Leak leak =
        only(
            diagnosis(
                kernel()
                    .closeWait(1, 3_600_000, 1)
                    .closeWait(2, THRESHOLD + 300_000, 1)
                    .closeWait(3, THRESHOLD + 299_999, 1)
                    .closeWait(4, THRESHOLD, 1)
                    .sample(),
                connected(1),
                connected(2),
                connected(3),
                connected(4)));
    assertThat(leak.growthPerMinute()).isEqualTo(0.4, within(1e-9));
  }

  @Test
  void growsOverAMinuteAtLeastAndNotWithOneSocket() {
    assertThat(
            only(diagnosis(kernel().closeWait(1, 90_000, 1).sample(), connected(1)))
                .growthPerMinute())
        .isZero();
    assertThat(
            only(diagnosis(
                    kernel().closeWait(1, THRESHOLD, 1).closeWait(2, THRESHOLD, 1).sample(),
                    connected(1),
                    connected(2)))
                .growthPerMinute())
        .isEqualTo(1.0, within(1e-9));
  }

  @Test
  void saysThatAnAdoptedConnectionIsOlder() {
    Leak leak =
        diagnosis(
                kernel().closeWait(1, 70_000, 0).sample(),
                opened(1, Origin.ADOPTED, READER).connectedAt(ago(90_000)).endOfStream(eof(70_000)))
            .leaks()
            .get(0);

    assertThat(leak.verdict()).isEqualTo(Verdict.EOF_IGNORED);
    assertThat(leak.site().isAdopted()).isTrue();
    assertThat(leak.site().kind()).isEqualTo("adopted");
    assertThat(leak.reason()).contains("opened before closewait came");
    assertThat(leak.remedy()).doesNotContain("try-with-resources");
    assertThat(leak.connections().get(0).events().get(0).name()).isEqualTo("adopted");
  }

  /** Its opening, which would show the pool, was not seen. */
  @Test
  void anAdoptedConnectionOfALibraryMayBeIdleInItsPool() {
    CallSite use =
        site(
            "java.net.SocketInputStream.read(SocketInputStream.java:183)",
            "org.apache.hc.core5.http.impl.io.SessionInputBufferImpl.fillBuffer(S.java:149)",
            "com.acme.PriceClient.fetch(PriceClient.java:41)");

    assertThat(
            diagnosis(
                    kernel().closeWait(1, 70_000, 1).sample(),
                    opened(1, Origin.ADOPTED, use).connectedAt(ago(90_000)))
                .leaks())
        .extracting(Leak::verdict)
        .containsExactly(Verdict.STALE_IN_POOL);
  }
}
