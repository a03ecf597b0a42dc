package io.closewait.it;

import static io.closewait.it.LibraryCase.library;

/** Clients of data stores, and pools of their connections. */
class DataLibrariesIT extends LibraryTests {
  private static final String SILENCE = "org.slf4j:slf4j-nop:1.7.36";
  private static final String DRIVER = "org.postgresql:postgresql:42.7.7";

  DataLibrariesIT() {
    super(
        "data",
        jedis("4.4.8"),
        jedis("5.2.0"),
        library("Lettuce", "io.lettuce:lettuce-core:6.5.5.RELEASE", SILENCE)
            .program("LettuceCallback")
            .calls(Redis::uri)
            .openedBy("io.netty.")
            .leak("blocks in a callback", "never_read", 1, "LettuceCallback.await")
            .healthy("returns from its callback"),
        library("PostgreSQL JDBC driver", DRIVER)
            .program("JdbcDriver")
            .calls(Postgres::url)
            .leak("leaves connections open", "data_unread", 3, "Close each Connection")
            .healthy("closes connections"),
        library("HikariCP", "com.zaxxer:HikariCP:5.1.0", DRIVER, SILENCE)
            .program("JdbcHikari")
            .calls(Postgres::url)
            .leak("does not give a connection back", "data_unread", 1, "leakDetectionThreshold")
            .healthy("gives a connection back", "stale_in_pool", 1, "Set maxLifetime"),
        library("Apache Commons DBCP", "org.apache.commons:commons-dbcp2:2.13.0", DRIVER, SILENCE)
            .program("JdbcDbcp")
            .calls(Postgres::url)
            .leak("does not give connections back", "data_unread", 3, "removeAbandonedOnBorrow")
            .healthy("gives connections back", "stale_in_pool", 1, "testWhileIdle=true"),
        library("Tomcat JDBC pool", "org.apache.tomcat:tomcat-jdbc:9.0.105", DRIVER)
            .program("JdbcTomcat")
            .calls(Postgres::url)
            .leak("does not give connections back", "data_unread", 3, "removeAbandoned=true")
            .healthy("gives connections back", "stale_in_pool", 1, "testWhileIdle=true"),
        library("c3p0", "com.mchange:c3p0:0.10.1", DRIVER)
            .program("JdbcC3p0")
            .calls(Postgres::url)
            .openedBy("org.postgresql.")
            .leak(
                "does not give a connection back", "data_unread", 1, "unreturnedConnectionTimeout")
            .healthy("gives a connection back", "stale_in_pool", 1, "idleConnectionTestPeriod"),
        library("Druid", "com.alibaba:druid:1.2.23", DRIVER)
            .program("JdbcDruid")
            .calls(Postgres::url)
            .openedBy("org.postgresql.")
            .leak("does not give a connection back", "data_unread", 1, "removeAbandoned=true")
            .healthy("gives a connection back", "stale_in_pool", 1, "keepAlive=true"));
  }

  private static LibraryCase jedis(String version) {
    return library("Jedis", "redis.clients:jedis:" + version, SILENCE)
        .program("JedisPooled")
        .calls(Redis::uri)
        .leak("does not give clients back", "never_read", 3, "Close each Jedis")
        .healthy("gives clients back", "stale_in_pool", 1, "Use JedisPoolConfig");
  }
}
