package io.closewait.diagnosis;

import static io.closewait.diagnosis.Given.ago;
import static io.closewait.diagnosis.Given.connected;
import static io.closewait.diagnosis.Given.diagnosis;
import static io.closewait.diagnosis.Given.eof;
import static io.closewait.diagnosis.Given.kernel;
import static io.closewait.diagnosis.Given.site;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.connection.CallSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolsTest {
  private static final CallSite POOLED =
      site(
          "java.net.Socket.connect(Socket.java:633)",
          "org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager.connect(P.java:5)",
          "org.apache.hc.client5.http.impl.classic.InternalHttpClient.doExecute(I.java:183)",
          "org.springframework.web.client.RestTemplate.execute(RestTemplate.java:776)",
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
                connected(1, POOLED).siblingOpenedAt(ago(WAITING - 2000)),
                connected(2, POOLED).siblingOpenedAt(ago(600_000))));
    assertThat(leak.verdict()).isEqualTo(Verdict.NEVER_READ);
    assertThat(leak.count()).isEqualTo(2);
  }

  @Test
  void aPoolMayOpenAnotherWhileTheServerClosesTheFirst() {
    Leak leak =
        only(
            diagnosis(
                kernel().closeWait(1, WAITING, 1).sample(),
                connected(1, POOLED).siblingOpenedAt(ago(WAITING - 1000))));
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
}
