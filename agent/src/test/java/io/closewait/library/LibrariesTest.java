package io.closewait.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibrariesTest {
  private static final Libraries KNOWN = Libraries.known();

  private static List<StackTraceElement> stack(String... classes) {
    return Arrays.stream(classes)
        .map(name -> new StackTraceElement(name, "call", null, -1))
        .collect(Collectors.toList());
  }

  @Test
  void knowsWhoseClassesAreALibrarys() {
    assertThat(KNOWN.owns("okhttp3.internal.connection.RealConnection")).isTrue();
    assertThat(KNOWN.owns("org.springframework.web.client.RestTemplate")).isTrue();
    assertThat(KNOWN.owns("com.acme.PriceClient")).isFalse();
    assertThat(KNOWN.owns("com.acme.io.netty.Copy")).isFalse();
    assertThat(KNOWN.owns("com.acme.shaded.io.netty.Copy")).isTrue();
    assertThat(KNOWN.owns("com.acme.redis.clients.Sessions")).isFalse();
  }

  @Test
  void findsThePoolThatStandsFirstInTheFile() {
    Library pool =
        KNOWN.pool(
            stack(
                "redis.clients.jedis.Connection",
                "redis.clients.jedis.ConnectionFactory",
                "org.apache.commons.pool2.impl.GenericObjectPool",
                "com.acme.Cache"),
            "main");
    assertThat(pool).isNotNull();
    assertThat(pool.name()).isEqualTo("Jedis");
    assertThat(pool.idle()).isEqualTo(Library.Idle.STALE);
    assertThat(pool.staleRemedy()).contains("setTestWhileIdle");
    assertThat(KNOWN.pool(stack("com.acme.PriceClient"), "main")).isNull();
  }

  /** Each library that opens or accepts connections, by a class that does and a thread. */
  @ParameterizedTest
  @CsvSource({
    "pool, sun.net.www.http.HttpClient, main, HttpURLConnection",
    "pool, jdk.internal.net.http.PlainHttpConnection, main, java.net.http.HttpClient",
    "pool, org.apache.http.impl.conn.DefaultHttpClientConnectionOperator, main, Apache HttpClient 4",
    "pool, org.apache.http.impl.nio.reactor.DefaultConnectingIOReactor, main, Apache HttpClient 4 async",
    "pool, org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager, main, Apache HttpClient 5",
    "pool, org.apache.hc.core5.reactor.SingleCoreIOReactor, main, Apache HttpClient 5 async",
    "pool, com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager, main, Apache HttpClient 5",
    "pool, okhttp3.internal.connection.RealConnection, main, OkHttp",
    "pool, datadog.okhttp3.internal.connection.RealConnection, main, OkHttp",
    "pool, okhttp3.internal.connection.ConnectPlan, main, OkHttp",
    "pool, redis.clients.jedis.JedisFactory, main, Jedis",
    "pool, io.valkey.JedisFactory, main, Valkey",
    "pool, org.apache.commons.pool2.impl.GenericObjectPool, main, Apache Commons Pool",
    "pool, com.zaxxer.hikari.pool.HikariPool$PoolEntryCreator, main, HikariCP",
    "pool, org.apache.commons.dbcp2.PoolableConnectionFactory, main, Apache Commons DBCP",
    "pool, org.apache.tomcat.jdbc.pool.PooledConnection, main, Tomcat JDBC pool",
    "pool, org.mariadb.jdbc.pool.Pool, main, MariaDbPoolDataSource",
    "pool, org.apache.ibatis.datasource.pooled.PooledDataSource, main, MyBatis",
    "pool, oracle.ucp.jdbc.DriverConnectionFactoryAdapter, UCP-worker-thread-1, Oracle UCP",
    "pool, org.vibur.dbcp.pool.ConnectionFactory, main, Vibur DBCP",
    "pool, com.mongodb.internal.connection.DefaultConnectionPool, main, MongoDB driver",
    "pool, com.mongodb.internal.connection.DefaultServerMonitor$ServerMonitor, main, MongoDB driver's monitor",
    "pool, org.apache.kafka.common.network.Selector, main, Kafka client",
    "pool, com.sun.jndi.ldap.pool.Connections, main, JNDI LDAP",
    "pool, sun.rmi.transport.tcp.TCPChannel, main, RMI",
    "pool, com.amazonaws.http.AmazonHttpClient, main, AWS SDK for Java 1",
    "pool, software.amazon.awssdk.http.apache.ApacheHttpClient, main, AWS SDK for Java 2",
    "pool, software.amazon.awssdk.http.apache5.Apache5HttpClient, main, AWS SDK for Java 2",
    "pool, org.apache.http.impl.nio.reactor.DefaultConnectingIOReactor, elasticsearch-rest-client-0-thread-1, Elasticsearch REST client",
    "pool, com.mchange.v2.c3p0.WrapperConnectionPoolDataSource, main, c3p0",
    "pool, com.alibaba.druid.pool.DruidAbstractDataSource, main, Druid",
    "connect, org.opensearch.client.RestClient, main, OpenSearch REST client",
    "connect, org.postgresql.core.PGStream, main, PostgreSQL JDBC driver",
    "connect, com.mysql.cj.protocol.StandardSocketFactory, main, MySQL Connector/J",
    "connect, org.mariadb.jdbc.client.impl.ConnectionHelper, main, MariaDB Connector/J",
    "connect, io.netty.util.internal.SocketUtils, nioEventLoopGroup-2-1, Netty",
    "connect, com.acme.shaded.io.netty.util.internal.SocketUtils, nioEventLoopGroup-2-1, Netty",
    "connect, io.netty.channel.epoll.EpollSocketChannel, epollEventLoopGroup-2-1, Netty",
    "connect, io.netty.util.internal.SocketUtils, lettuce-nioEventLoop-4-1, Lettuce",
    "connect, io.netty.util.internal.SocketUtils, reactor-http-nio-2, Reactor Netty",
    "connect, io.netty.util.internal.SocketUtils, vert.x-eventloop-thread-0, Vert.x",
    "connect, io.netty.util.internal.SocketUtils, aws-java-sdk-NettyEventLoop-0-0, AWS SDK for Java 2 async",
    "connect, io.netty.util.internal.SocketUtils, grpc-nio-worker-ELG-1-1, gRPC",
    "connect, io.grpc.netty.shaded.io.netty.util.internal.SocketUtils, grpc-nio-worker-ELG-1-1, gRPC",
    "connect, io.grpc.okhttp.OkHttpClientTransport, main, gRPC",
    "connect, com.sun.mail.util.SocketFetcher, main, Jakarta Mail",
    "connect, org.eclipse.angus.mail.util.SocketFetcher, main, Jakarta Mail",
    "connect, org.apache.commons.net.SocketClient, main, Apache Commons Net",
    "connect, com.jcraft.jsch.Util, main, JSch",
    "connect, org.apache.sshd.common.io.nio2.Nio2Connector, main, Apache MINA SSHD",
    "connect, com.sun.jndi.ldap.Connection, main, JNDI LDAP",
    "accept, org.apache.tomcat.util.net.NioEndpoint, http-nio-8080-Acceptor, Tomcat",
    "accept, org.eclipse.jetty.server.ServerConnector, qtp1-acceptor, Jetty",
    "accept, org.xnio.nio.NioTcpServer, XNIO-1 Accept, Undertow",
    "accept, sun.net.httpserver.ServerImpl$Dispatcher, HTTP-Dispatcher, JDK HttpServer",
    "accept, sun.rmi.transport.tcp.TCPTransport, RMI TCP Accept-1099, RMI",
    "accept, org.apache.sshd.common.io.nio2.Nio2Acceptor, main, Apache MINA SSHD",
    "accept, io.netty.channel.socket.nio.NioServerSocketChannel, reactor-http-nio-1, Reactor Netty",
    "accept, org.apache.hc.core5.reactor.SingleCoreListeningIOReactor, main, Apache HttpCore 5 server",
  })
  void knowsWhoOpensAndWhatToDo(String how, String className, String thread, String name) {
    Library library =
        how.equals("pool")
            ? KNOWN.pool(stack("java.net.Socket", className, "com.acme.Shop"), thread)
            : KNOWN.owner(className, how.equals("accept"), thread);
    assertThat(library).isNotNull();
    assertThat(library.name()).isEqualTo(name);
    assertThat(library.leakRemedy()).endsWith(".");
    assertThat(library.serverRemedy()).endsWith(".");
    assertThat(KNOWN.owns(className)).as("its line is nobody's to change").isTrue();
    if (how.equals("pool")) {
      assertThat(library.idle()).isNotNull();
      assertThat(library.holder()).isNotBlank();
    } else {
      assertThat(library.meaning() != null || library.idle() != null).isTrue();
    }
  }

  @Test
  void namesTheThreadsThatTellLibrariesApart() {
    assertThat(KNOWN.threadKind("lettuce-nioEventLoop-4-1")).isEqualTo("Lettuce");
    assertThat(KNOWN.threadKind("http-nio-8080-exec-1")).isEmpty();
  }

  @Test
  void namesAreWholeSegments() throws IOException {
    Libraries libraries =
        Libraries.read(
            new StringReader(
                "library One\nframes one.\nframes one.dark.\nframes two.Client\n"
                    + "frames two.ClientFactory\npool one.Pool\nidle filled\n"
                    + "stale Set this.\nleak Do that.\n"));
    assertThat(libraries.owns("one.deep.Thing")).isTrue();
    assertThat(libraries.owns("two.Client$1")).isTrue();
    assertThat(libraries.owns("two.ClientPool")).isFalse();
    assertThat(libraries.owns("two.Clients$1")).isFalse();
    assertThat(libraries.owns("two.ClientFactory")).isTrue();
    assertThat(libraries.owns("one")).isFalse();
    assertThat(libraries.pool(stack("one.Pool$Filler"), "main")).isNotNull();
    assertThat(libraries.pool(stack("one.Pooled"), "main")).isNull();
  }
}
