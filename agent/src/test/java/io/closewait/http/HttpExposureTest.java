package io.closewait.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Thresholds;
import io.closewait.metrics.AgentFigures;
import io.closewait.metrics.FakeFigures;
import io.closewait.options.Options;
import io.closewait.report.Samples;
import io.closewait.report.Subject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as clients see it, down to the bytes. */
class HttpExposureTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final long PATIENCE_MILLIS = 30_000;

  private final ThreadGroup threads = new ThreadGroup("http under test");
  private final FakeContent content = new FakeContent();
  private @Nullable HttpExposure exposure;

  @AfterEach
  void stop() throws InterruptedException {
    if (exposure != null) {
      exposure.stop();
    }
  }

  private void start(String options) throws Exception {
    start(options, PATIENCE_MILLIS);
  }

  private void start(String options, long patience) throws Exception {
    Options read = options(options);
    exposure = HttpExposure.start(threads, read.http(), read.httpToken(), content, patience);
  }

  private static Options options(String argument) {
    Options options = Options.read(argument, new Properties(), Collections.emptyMap());
    assertThat(options.complaints()).isEmpty();
    return options;
  }

  private int port() {
    return URI.create(exposure.url()).getPort();
  }

  /** Sends a request as it is written, and reads until the server closes; empty if it resets. */
  private String send(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    } catch (SocketException e) {
      return "";
    }
  }

  private String request(String method, String path, String... headers) throws IOException {
    String all = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return send(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n" + all + "\r\n");
  }

  private String get(String path, String... headers) throws IOException {
    return request("GET", path, headers);
  }

  /** With little patience the server may cut off a test that gets no time to run, too. */
  private void awaitHealth() throws IOException {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (!get("/health").startsWith("HTTP/1.1 200 ")) {
      assertThat(System.nanoTime()).as("no answer in time").isLessThan(deadline);
    }
  }

  private static String status(String answer) {
    return answer.substring(9, 12);
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  @Test
  void servesTheReport() throws Exception {
    start("http=0");
    assertThat(get("/").replace(": \"", ":\""))
        .startsWith("HTTP/1.1 200 ")
        .contains("text/html; charset=utf-8", "<title>", "\"fingerprint\":\"3f9a1c02\"");
    assertThat(get("/report.json")).contains("application/json", "\"fingerprint\": \"3f9a1c02\"");
  }

  @Test
  void samplesOnceASecondAtMost() throws Exception {
    content.takenAt = System.currentTimeMillis() + 60_000;
    start("http=0");
    get("/");
    get("/report.json");
    assertThat(content.samples).hasValue(1);
    get("/metrics");
    get("/health");
    assertThat(content.samples).hasValue(1);
  }

  @Test
  void servesMetricsInTheFormatThatIsAskedFor() throws Exception {
    start("http=0");
    assertThat(get("/metrics"))
        .contains(
            "text/plain; version=0.0.4", "closewait_leak_connections{fingerprint=\"3f9a1c02\"")
        .doesNotContain("# EOF");
    assertThat(get("/metrics", "Accept: application/openmetrics-text; version=1.0.0"))
        .contains("application/openmetrics-text; version=1.0.0", "# EOF");
  }

  @Test
  void aLeakIsAnErrorOnlyForAProbeThatAsksForIt() throws Exception {
    start("http=0");
    String json =
        "{\"leakSuspected\":true,\"leakedConnections\":12,"
            + "\"takenAt\":\"2026-03-14T03:12:45.678Z\"}\n";
    String answer = get("/health");
    assertThat(status(answer)).isEqualTo("200");
    assertThat(answer).contains(json);
    assertThat(status(get("/health?leak=503"))).isEqualTo("503");
    content.last = Samples.noLeak();
    assertThat(get("/health?leak=503")).startsWith("HTTP/1.1 200 ").contains("false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics", "/nowhere"})
  void tellsBrowsersToBeCareful(String path) throws Exception {
    start("http=0");
    assertThat(get(path).toLowerCase())
        .contains(
            "content-security-policy: default-src 'none'",
            "x-content-type-options: nosniff",
            "cache-control: no-store");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nowhere, 404",
    "GET, /metrics/, 404",
    "GET, /../etc/passwd, 404",
    "POST, /, 405",
    "DELETE, /report.json, 405",
    "OPTIONS, /metrics, 405",
    "HEAD, /metrics, 200",
    "HEAD, /, 200"
  })
  void onlyReadsWhatIsThere(String method, String path, String status) throws Exception {
    start("http=0");
    String answer = request(method, path);
    assertThat(status(answer)).isEqualTo(status);
    if (status.equals("405")) {
      assertThat(answer).contains("Allow: GET, HEAD");
    }
    if (method.equals("HEAD")) {
      assertThat(body(answer)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "LOCALHOST:9464", "127.0.0.1", "127.0.0.1:80", "[::1]:80", "[::1]"})
  void answersToTheNamesOfThisMachine(String host) throws Exception {
    start("http=0");
    assertThat(status(get("/health", "Host: " + host))).isEqualTo("200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "10.0.0.1"})
  void aStrangersNameForLoopbackIsRefused(String host) throws Exception {
    start("http=0");
    String answer = get("/", "Host: " + host);
    assertThat(status(answer)).isEqualTo("421");
    assertThat(answer).doesNotContain("PriceClient");
  }

  @Test
  void theNameThatTheUserGaveIsAnsweredTo() throws Exception {
    start("http=127.0.0.1:0");
    assertThat(status(get("/health", "Host: 127.0.0.1"))).isEqualTo("200");
    exposure.stop();
    start("http=0.0.0.0:0");
    assertThat(status(get("/health", "Host: shop-7d4b9.svc:9464"))).isEqualTo("200");
  }

  @Test
  void withATokenNothingIsReadWithoutIt() throws Exception {
    start("http=0,http-token=" + TOKEN);
    for (String header :
        new String[] {
          "X: y",
          "Authorization: Bearer",
          "Authorization: Bearer " + TOKEN + "0",
          "Authorization: Bearer " + TOKEN.substring(1),
          "Authorization: Basic " + TOKEN,
          "Authorization: " + TOKEN
        }) {
      String answer = get("/health", header);
      assertThat(status(answer)).as(header).isEqualTo("401");
      assertThat(answer.toLowerCase()).contains("www-authenticate: bearer");
    }
    assertThat(status(get("/health", "Authorization: Bearer " + TOKEN))).isEqualTo("200");
    assertThat(status(get("/health", "authorization: bearer " + TOKEN))).isEqualTo("200");
  }

  @ParameterizedTest
  @CsvSource({
    "http=0, false",
    "http=[::1]:0, false",
    "http=0.0.0.0:0, true",
    "'http=0.0.0.0:0,http-token=0123456789abcdef', false"
  })
  void knowsWhetherAnybodyCanReadIt(String options, boolean anybody) throws Exception {
    start(options);
    assertThat(exposure.isForAnybody()).isEqualTo(anybody);
  }

  @Test
  void itsThreadsAreDaemonsAndEndWithIt() throws Exception {
    start("http=0");
    get("/health");
    Thread[] all = new Thread[20];
    int count = threads.enumerate(all);
    assertThat(count).isBetween(2, 6);
    assertThat(Arrays.copyOf(all, count))
        .allMatch(Thread::isDaemon)
        .allMatch(thread -> thread.getName().startsWith("closewait http"));
    int port = port();
    exposure.stop();
    assertThat(threads.activeCount()).isZero();
    start("http=" + port);
    assertThat(status(get("/health"))).isEqualTo("200");
  }

  @Test
  void aClientThatNeverFinishesItsRequestLosesItsConnection() throws Exception {
    start("http=0", 200);
    assertThat(send("GET / HTTP/1.1\r\nHost: local")).isEmpty();
    awaitHealth();
  }

  @Test
  void slowClientsKeepNobodyElseWaitingForEver() throws Exception {
    start("http=0", 200);
    Socket[] slow = new Socket[8];
    for (int i = 0; i < slow.length; i++) {
      slow[i] = new Socket(InetAddress.getLoopbackAddress(), port());
      slow[i].getOutputStream().write('G');
    }
    awaitHealth();
    for (Socket socket : slow) {
      socket.close();
    }
  }

  @Test
  void anErrorIsCountedAndHidden() throws Exception {
    start("http=0");
    content.last = null;
    assertThat(get("/health")).doesNotContain("NullPointerException");
    assertThat(content.suppressed).hasValue(1);
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> start("http=" + taken.getLocalPort()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(
              "option http: cannot serve at 127.0.0.1:" + taken.getLocalPort() + " (")
          .hasMessageEndingWith(
              "; name a port that is free, or 0 for any, at an address of this machine");
    }
    assertThat(threads.activeCount()).isZero();
  }

  @Test
  void anAddressOfAnotherMachineIsNamed() {
    assertThatThrownBy(() -> start("http=192.0.2.1:9464"))
        .hasMessageStartingWith("option http: cannot serve at 192.0.2.1:9464 (");
    assertThatThrownBy(() -> start("http=nowhere.invalid:9464"))
        .hasMessageStartingWith("option http: the host 'nowhere.invalid' has no address");
  }

  /** A fixed diagnosis. */
  private static final class FakeContent implements HttpContent {
    private final AtomicInteger samples = new AtomicInteger();
    private final AtomicInteger suppressed = new AtomicInteger();
    private volatile @Nullable Diagnosis last = Samples.eofIgnored();
    private volatile long takenAt = Samples.NOW;

    @Override
    public Subject subject() {
      return Samples.subject();
    }

    @Override
    public Diagnosis last() {
      return last;
    }

    @Override
    public Diagnosis sample() {
      samples.incrementAndGet();
      Diagnosis seen = Samples.eofIgnored();
      return new Diagnosis.Builder(takenAt, new Thresholds(seen.threshold()))
          .kernel(seen.kernel())
          .descriptors(seen.descriptors())
          .states(seen.states())
          .leaks(seen.leaks())
          .blind(seen.blind())
          .build();
    }

    @Override
    public AgentFigures figures() {
      return new FakeFigures();
    }

    @Override
    public void suppress(Throwable error) {
      suppressed.incrementAndGet();
    }
  }
}
