package io.closewait.diagnosis;

import static io.closewait.diagnosis.Given.frame;
import static io.closewait.diagnosis.Given.stack;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which frames are whose, and how they are spelt. */
class FramesTest {
  private static List<String> rendered(List<StackTraceElement> frames) {
    return frames.stream().map(Frames::render).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.PriceClient.fetch(PriceClient.java:41)",
        "com.acme.PriceClient.fetch(PriceClient.java)",
        "com.acme.PriceClient.fetch(Native Method)",
        "com.acme.PriceClient.fetch(Unknown Source)"
      })
  void rendersAsReadersKnowIt(String text) {
    assertThat(Frames.render(frame(text))).isEqualTo(text);
  }

  @Test
  void proxiesHaveNoLineThatAnybodyCanChange() {
    StackTraceElement line = frame("com.acme.Shop.buy(Shop.java:12)");
    StackTraceElement proxy = frame("com.acme.$Proxy7.fetch(Unknown Source)");
    StackTraceElement subclass =
        new StackTraceElement("com.acme.Prices$$SpringCGLIB$$0", "fetch", "<generated>", 1);
    assertThat(Frames.firstWithLine(List.of(proxy, subclass, line))).isEqualTo(line);
    assertThat(Frames.firstWithLine(List.of(proxy, proxy))).isEqualTo(proxy);
  }

  @Test
  void rendersWithoutLoaderAndModule() {
    StackTraceElement inLoader =
        new StackTraceElement("shop", "com.acme", "1", "com.acme.Shop", "main", "Shop.java", 12);
    assertThat(inLoader.toString()).startsWith("shop/com.acme@1/");
    assertThat(Frames.render(inLoader)).isEqualTo("com.acme.Shop.main(Shop.java:12)");
  }

  @Test
  void rendersAFrameOfThisJvm() {
    StackTraceElement here = new Throwable().getStackTrace()[0];
    assertThat(Frames.render(here))
        .isEqualTo(
            "io.closewait.diagnosis.FramesTest.rendersAFrameOfThisJvm(FramesTest.java:"
                + here.getLineNumber()
                + ")");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sun.nio.ch.NioSocketImpl",
        "sun.nio.ch.SocketChannelImpl",
        "java.nio.channels.SocketChannel",
        "java.net.Socket",
        "java.net.Socket$SocketInputStream",
        "java.net.ServerSocket",
        "java.net.AbstractPlainSocketImpl",
        "java.net.SocksSocketImpl",
        "java.net.SocketInputStream",
        "io.closewait.bridge.Bridge",
        "io.closewait.connection.Registry"
      })
  void knowsTheSocketClasses(String className) {
    assertThat(Frames.isSocket(className)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sun.security.ssl.SSLSocketImpl",
        "sun.net.www.http.HttpClient",
        "java.net.HttpURLConnection",
        "java.lang.Thread",
        "io.closewait.demo.PriceClient",
        "com.acme.Socket"
      })
  void knowsWhatIsNoSocketClass(String className) {
    assertThat(Frames.isSocket(className)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.Thread",
        "javax.naming.InitialContext",
        "jdk.internal.net.http.PlainHttpConnection",
        "sun.rmi.transport.tcp.TCPTransport",
        "com.sun.jndi.ldap.Connection",
        "org.xml.sax.helpers.XMLFilterImpl"
      })
  void knowsTheJdk(String className) {
    assertThat(Frames.isJdk(className)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.acme.Shop", "javassist.Loader", "sunny.Day", "jdkish.Tool", "Main"})
  void knowsWhatIsNotTheJdk(String className) {
    assertThat(Frames.isJdk(className)).isFalse();
  }

  @Test
  void beginsWithTheFirstFrameOutsideTheSocketClasses() {
    List<StackTraceElement> frames =
        stack(
            "io.closewait.connection.Registry.connecting(Registry.java:9)",
            "io.closewait.bridge.Bridge.connecting(Bridge.java:8)",
            "java.base/sun.nio.ch.NioSocketImpl.connect(NioSocketImpl.java:592)",
            "java.base/java.net.Socket.connect(Socket.java:659)",
            "java.base/sun.net.NetworkClient.doConnect(NetworkClient.java:178)",
            "com.acme.PriceClient.fetch(PriceClient.java:41)",
            "java.base/java.net.Socket.accept(Socket.java:1)");
    assertThat(rendered(Frames.outsideSockets(frames)))
        .containsExactly(
            "sun.net.NetworkClient.doConnect(NetworkClient.java:178)",
            "com.acme.PriceClient.fetch(PriceClient.java:41)",
            "java.net.Socket.accept(Socket.java:1)");
    assertThat(rendered(Frames.owned(frames)))
        .containsExactly("com.acme.PriceClient.fetch(PriceClient.java:41)");
  }

  @Test
  void keepsAStackOfSocketClassesOnly() {
    List<StackTraceElement> frames = stack("sun.nio.ch.Invoker.run(Invoker.java:1)");
    assertThat(Frames.outsideSockets(frames)).isEqualTo(frames);
    assertThat(Frames.owned(frames)).isEmpty();
  }

  @Test
  void givesExtensionFramesOnlyWhereNothingElseRemains() {
    assertThat(
            rendered(
                Frames.owned(
                    stack(
                        "com.sun.jndi.ldap.Connection.createSocket(Connection.java:1)",
                        "javax.naming.InitialContext.init(InitialContext.java:2)",
                        "java.lang.Thread.run(Thread.java:3)"))))
        .containsExactly("javax.naming.InitialContext.init(InitialContext.java:2)");
    assertThat(
            rendered(
                Frames.owned(
                    stack(
                        "javax.naming.InitialContext.init(InitialContext.java:2)",
                        "com.acme.Directory.look(Directory.java:5)"))))
        .containsExactly("com.acme.Directory.look(Directory.java:5)");
  }

  @Test
  void leavesOutWhatTheCompilerAndTheVmAdded() {
    assertThat(
            rendered(
                Frames.owned(
                    stack(
                        "com.acme.PriceClient$$Lambda$14/0x0000000800c03000.get(Unknown Source)",
                        "com.acme.PriceClient.access$000(PriceClient.java:9)",
                        "com.acme.PriceClient.fetch(PriceClient.java:41)"))))
        .containsExactly("com.acme.PriceClient.fetch(PriceClient.java:41)");
  }

  /** Stacks as frameworks and languages make them, with the line that their owner can change. */
  @ParameterizedTest
  @MethodSource("stacks")
  void findsTheLineThatItsOwnerCanChange(String expected, List<StackTraceElement> frames) {
    assertThat(Frames.render(Frames.firstWithLine(Frames.owned(frames)))).isEqualTo(expected);
    assertThat(Frames.hasApplication(frames)).isTrue();
  }

  static Stream<Arguments> stacks() {
    return Stream.of(
        Arguments.of(
            "com.acme.PriceClient.lambda$fetch$0(PriceClient.java:41)",
            stack(
                "com.acme.PriceClient$$Lambda/0x00007f1234.run(Unknown Source)",
                "com.acme.PriceClient.lambda$fetch$0(PriceClient.java:41)",
                "java.lang.VirtualThread.run(VirtualThread.java:309)")),
        Arguments.of(
            "com.acme.Prices.load(Prices.java:12)",
            stack(
                "feign.Client$Default.execute(Client.java:104)",
                "feign.ReflectiveFeign$FeignInvocationHandler.invoke(ReflectiveFeign.java:100)",
                "com.acme.$Proxy17.fetch(Unknown Source)",
                "com.acme.Prices.load(Prices.java:12)")),
        Arguments.of(
            "com.acme.Prices.load(Prices.java:12)",
            stack(
                "org.springframework.aop.framework.CglibAopProxy.intercept(CglibAopProxy.java:1)",
                "com.acme.Prices$$SpringCGLIB$$0.load(<generated>)",
                "com.acme.Prices.load(Prices.java:12)")),
        Arguments.of(
            "com.acme.Prices.refresh(Prices.java:30)",
            stack(
                "jdk.internal.reflect.DirectMethodHandleAccessor.invoke(Unknown Source)",
                "java.lang.reflect.Method.invoke(Method.java:580)",
                "com.acme.Prices$ByteBuddy$aB3x.load(Unknown Source)",
                "com.github.benmanes.caffeine.cache.LocalCache.get(LocalCache.java:2)",
                "com.google.common.cache.LocalCache.get(LocalCache.java:2)",
                "com.acme.Prices.refresh(Prices.java:30)")),
        Arguments.of(
            "com.acme.PricesKt.load(Prices.kt:7)",
            stack(
                "kotlin.io.TextStreamsKt.readText(ReadWrite.kt:1)",
                "com.acme.PricesKt.load(Prices.kt:7)",
                "com.acme.PricesKt$main$1.invokeSuspend(Prices.kt:20)",
                "kotlinx.coroutines.DispatchedTask.run(DispatchedTask.kt:106)")),
        Arguments.of(
            "com.acme.Servlet.doGet(Servlet.java:25)",
            stack(
                "jakarta.mail.Service.connect(Service.java:366)",
                "com.acme.Servlet.doGet(Servlet.java:25)",
                "jakarta.servlet.http.HttpServlet.service(HttpServlet.java:658)",
                "org.apache.catalina.core.StandardWrapperValve.invoke(S.java:1)")),
        Arguments.of(
            "com.acme.PricesTest.loads(PricesTest.java:9)",
            stack(
                "java.net.URL.openStream(URL.java:1161)",
                "com.acme.PricesTest.loads(PricesTest.java:9)",
                "org.junit.platform.commons.util.ReflectionUtils.invokeMethod(R.java:1)")));
  }

  @Test
  void aLibrarysOwnThreadHasNoLineOfTheApplication() {
    assertThat(
            Frames.hasApplication(
                stack(
                    "org.postgresql.core.PGStream.<init>(PGStream.java:98)",
                    "com.zaxxer.hikari.pool.HikariPool$PoolEntryCreator.call(HikariPool.java:739)",
                    "java.util.concurrent.FutureTask.run(FutureTask.java:264)",
                    "java.lang.Thread.run(Thread.java:840)")))
        .isFalse();
  }
}
