package io.closewait.diagnosis;

import static io.closewait.diagnosis.Given.frame;
import static io.closewait.diagnosis.Given.stack;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.connection.Origin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fingerprint names a bug and not a JVM. */
class FingerprintTest {
  /** As JDK 8 shows it, with the frames of lambda classes that its early updates had. */
  private static final List<StackTraceElement> ON_8 =
      stack(
          "java.net.PlainSocketImpl.socketConnect(Native Method)",
          "java.net.AbstractPlainSocketImpl.doConnect(AbstractPlainSocketImpl.java:350)",
          "java.net.SocksSocketImpl.connect(SocksSocketImpl.java:392)",
          "java.net.Socket.connect(Socket.java:607)",
          "java.net.Socket.connect(Socket.java:556)",
          "com.acme.PriceClient.open(PriceClient.java:13)",
          "com.acme.PriceClient$Inner.go(PriceClient.java:14)",
          "com.acme.PriceClient$Inner.access$000(PriceClient.java:14)",
          "com.acme.PriceClient.lambda$main$0(PriceClient.java:16)",
          "com.acme.PriceClient$$Lambda$1/1324119927.invoke(Unknown Source)",
          "com.acme.$Proxy0.fetch(Unknown Source)",
          "sun.reflect.GeneratedMethodAccessor1.invoke(Unknown Source)",
          "sun.reflect.DelegatingMethodAccessorImpl.invoke(DelegatingMethodAccessorImpl.java:43)",
          "java.lang.reflect.Method.invoke(Method.java:498)",
          "com.acme.PriceClient.lambda$main$2(PriceClient.java:18)",
          "java.util.concurrent.Executors$RunnableAdapter.call(Executors.java:511)",
          "java.util.concurrent.FutureTask.run(FutureTask.java:266)",
          "java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1149)",
          "java.util.concurrent.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java:624)",
          "java.lang.Thread.run(Thread.java:750)");

  /** The same on JDK 25, the numbers of lambdas and proxies as another run may give them. */
  private static final List<StackTraceElement> ON_25 =
      stack(
          "java.base/sun.nio.ch.Net.connect0(Native Method)",
          "java.base/sun.nio.ch.NioSocketImpl.connect(NioSocketImpl.java:592)",
          "java.base/java.net.SocksSocketImpl.connect(SocksSocketImpl.java:284)",
          "java.base/java.net.Socket.connect(Socket.java:659)",
          "java.base/java.net.Socket.connect(Socket.java:597)",
          "com.acme.PriceClient.open(PriceClient.java:15)",
          "com.acme.PriceClient$Inner.go(PriceClient.java:16)",
          "com.acme.PriceClient.lambda$main$1(PriceClient.java:18)",
          "com.acme.$Proxy17.fetch(Unknown Source)",
          "java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(Unknown Source)",
          "java.base/java.lang.reflect.Method.invoke(Method.java:565)",
          "com.acme.PriceClient.lambda$main$4(PriceClient.java:20)",
          "java.base/java.util.concurrent.FutureTask.run(FutureTask.java:328)",
          "java.base/java.lang.Thread.run(Thread.java:1474)");

  private static String fingerprint(String... frames) {
    return Fingerprint.of(Origin.CONNECT, "", stack(frames));
  }

  @Test
  void isTheSameOnEveryJdkForEver() {
    assertThat(Fingerprint.of(Origin.CONNECT, "", ON_8)).isEqualTo("88e30e44");
    assertThat(Fingerprint.of(Origin.CONNECT, "", ON_25)).isEqualTo("88e30e44");
  }

  @Test
  void tellsKindsOfOpeningApart() {
    assertThat(Fingerprint.of(Origin.ACCEPT, "", ON_25))
        .isNotEqualTo(Fingerprint.of(Origin.CONNECT, "", ON_25));
  }

  @Test
  void tellsLibrariesThatOneMethodUsesApart() {
    assertThat(Fingerprint.of(Origin.CONNECT, "OkHttp", ON_25))
        .isNotEqualTo(Fingerprint.of(Origin.CONNECT, "Jedis", ON_25));
  }

  @Test
  void tellsCallersApart() {
    assertThat(fingerprint("com.acme.A.open(A.java:1)", "com.acme.B.one(B.java:1)"))
        .isNotEqualTo(fingerprint("com.acme.A.open(A.java:1)", "com.acme.B.two(B.java:2)"));
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.A.fetch(A.java:1), com.acme.A.fetch",
    "com.acme.A$1.fetch(A.java:1), com.acme.A$1.fetch",
    "com.acme.A.lambda$main$0(A.java:1), com.acme.A.lambda$main",
    "com.acme.A.lambda$main$5b3c2d1a$1(A.java:1), com.acme.A.lambda$main",
    "com.acme.A.lambda$12(A.java:1), com.acme.A.lambda$",
    "com.acme.A$$EnhancerBySpringCGLIB$$1a2b3c.fetch(<generated>), com.acme.A.fetch",
    "com.acme.A$$EnhancerBySpringCGLIB$$1a.CGLIB$fetch$0(<generated>), com.acme.A.CGLIB$fetch",
    "com.acme.A$$SpringCGLIB$$0.fetch(<generated>), com.acme.A.fetch",
    "com.acme.A$ByteBuddy$a8Xk2.fetch(Unknown Source), com.acme.A.fetch",
    "com.acme.A$MockitoMock$123.fetch(Unknown Source), com.acme.A.fetch",
    "com.acme.$Proxy12.fetch(Unknown Source), com.acme.$Proxy.fetch",
    "com.acme.A/0x0000000800c03000.fetch(Unknown Source), com.acme.A.fetch",
    "com.acme.Http2.fetch2(Http2.java:1), com.acme.Http2.fetch2"
  })
  void leavesOutWhatIsGeneratedAnew(String text, String normalised) {
    assertThat(Fingerprint.normalised(frame(text))).isEqualTo(normalised);
  }

  @Test
  void restsOnTheJdkClassThatOpenedIfThereIsNothingElse() {
    String onOne =
        fingerprint(
            "java.base/sun.nio.ch.SocketChannelImpl.connect(SocketChannelImpl.java:1)",
            "java.base/java.security.AccessController.doPrivileged(AccessController.java:2)",
            "jdk.internal.net.http.PlainHttpConnection.lambda$connectAsync$0(Unknown Source)",
            "java.base/java.util.concurrent.CompletableFuture.run(CompletableFuture.java:4)");
    String onAnother =
        fingerprint(
            "java.base/sun.nio.ch.SocketChannelImpl.connect(SocketChannelImpl.java:11)",
            "jdk.internal.net.http.PlainHttpConnection.connectAsync(Unknown Source)",
            "jdk.internal.net.http.Http1Exchange.sendHeadersAsync(Unknown Source)");
    String ldap = fingerprint("com.sun.jndi.ldap.Connection.createSocket(Connection.java:5)");
    assertThat(onOne).isEqualTo(onAnother).isNotEqualTo(ldap);
  }

  @Test
  void existsForStacksThatTellNothing() {
    assertThat(fingerprint()).hasSize(8);
    assertThat(fingerprint("java.lang.Thread.run(Thread.java:1)")).hasSize(8);
    assertThat(Fingerprint.ofUntracked()).matches("[0-9a-f]{8}");
  }

  @Test
  void doesNotDependOnWhereADeepStackIsCut() {
    List<String> frames = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      frames.add("com.acme.Layer" + i + ".call(Layer.java:1)");
    }
    assertThat(fingerprint(frames.toArray(new String[0])))
        .isEqualTo(fingerprint(frames.subList(0, 33).toArray(new String[0])))
        .isNotEqualTo(fingerprint(frames.subList(0, 31).toArray(new String[0])));
  }
}
