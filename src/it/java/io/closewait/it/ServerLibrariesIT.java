package io.closewait.it;

import static io.closewait.it.LibraryCase.library;

/**
 * Servers whose handlers never return while their clients hang up, and servers that close by
 * themselves what idle clients have left.
 */
class ServerLibrariesIT extends LibraryTests {
  private static final String SILENCE = "org.slf4j:slf4j-nop:2.0.17";
  private static final String BOUND = "Bound how long the handler may take";

  ServerLibrariesIT() {
    super(
        "servers",
        tomcat("9.0.108").program("Tomcat9").alsoOn(8),
        tomcat("10.1.44").program("Tomcat10").since(11).alsoOn(25),
        library("Jetty", "org.eclipse.jetty:jetty-server:12.1.13", SILENCE)
            .program("Jetty12")
            .since(17)
            .accepts("org.eclipse.jetty.server.ServerConnector.accept(")
            .leak("blocks in a handler", "never_read", 3, BOUND)
            .healthy("returns from its handler"),
        library("Undertow", "io.undertow:undertow-core:2.3.18.Final")
            .program("Undertow2")
            .since(11)
            .accepts("org.xnio.nio.NioTcpServer.accept(")
            .openedBy("org.xnio.")
            .leak("blocks in a handler", "never_read", 3, "endExchange() after dispatch()")
            .healthy("returns from its handler"),
        library("Vert.x", "io.vertx:vertx-core:5.0.7")
            .program("VertxServer")
            .since(11)
            .accepts("io.netty.")
            .leak("blocks its event loop in a handler", "never_read", 1, BOUND)
            .healthy("returns from its handler"),
        library("JDK HttpServer")
            .program("JdkHttpServer")
            .alsoOn(8)
            .accepts("sun.net.httpserver.ServerImpl$Dispatcher.run(")
            .leak("blocks in a handler", "never_read", 3, BOUND)
            .healthy("returns from its handler"),
        grpc()
            .program("GrpcServer")
            .accepts("io.grpc.netty.shaded.io.netty.")
            .leak("blocks its event loop in a method", "data_unread", 1, BOUND)
            .healthy("returns from a method"),
        grpc()
            .program("GrpcChannel")
            .leakWithoutTrace("leaves its channel open")
            .healthy("shuts its channel down"));
  }

  /** Its poller selects once a second, and what it has closed keeps its descriptor so long. */
  private static LibraryCase tomcat(String version) {
    return library("Tomcat", "org.apache.tomcat.embed:tomcat-embed-core:" + version)
        .threshold("3s")
        .accepts("org.apache.tomcat.util.net.NioEndpoint.serverSocketAccept(")
        .leak("blocks in a servlet", "never_read", 3, BOUND)
        .healthy("returns from its servlet");
  }

  private static LibraryCase grpc() {
    return library("gRPC", "io.grpc:grpc-netty-shaded:1.71.0", "io.grpc:grpc-stub:1.71.0");
  }
}
