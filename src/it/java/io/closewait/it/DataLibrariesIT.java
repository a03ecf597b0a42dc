package io.closewait.it;

import static io.closewait.it.LibraryCase.library;

/** Clients of data stores, and pools of their connections. */
class DataLibrariesIT extends LibraryTests {
  private static final String SILENCE = "org.slf4j:slf4j-nop:1.7.36";
  private static final String SILENCE_2 = "org.slf4j:slf4j-nop:2.0.17";
  private static final String DRIVER = "org.postgresql:postgresql:42.7.7";
  private static final String MARIADB = "org.mariadb.jdbc:mariadb-java-client:3.5.6";

  DataLibrariesIT() {
    super(
        "data",
        jedis("4.4.8").alsoOn(8),
        jedis("5.2.0").alsoOn(25),
        library("Lettuce", "io.lettuce:lettuce-core:6.5.5.RELEASE", SILENCE)
            .program("LettuceCallback")
            .calls(Redis::uri)
            .leak("blocks in a callback", "never_read", 1, "Callback.run(")
            .healthy("returns from its callback"),
        library("Apache Commons Pool", "org.apache.commons:commons-pool2:2.12.0")
            .program("PooledSockets")
            .calls(Redis::uri)
            .leak("does not give sockets back", "never_read", 3, "returnObject")
            .healthy("gives sockets back", "stale_in_pool", 1, "setTestWhileIdle(true)"),
        library("PostgreSQL JDBC driver", DRIVER)
            .program("JdbcDriver")
            .alsoOn(8, 25)
            .calls(Postgres::url)
            .leak("leaves connections open", "data_unread", 3, "Close each Connection")
            .healthy("closes connections"),
        library(
                "MongoDB driver",
                "org.mongodb:mongodb-driver-sync:5.1.4",
                "de.bwaldvogel:mongo-java-server:1.46.0",
                SILENCE_2)
            .program("MongoListener")
            .leak("blocks in a listener", "never_read", 1, "Never block in a CommandListener")
            .healthy("returns from its listener"),
        library("Kafka client", "org.apache.kafka:kafka-clients:4.1.1", SILENCE)
            .program("KafkaPoll")
            .since(11)
            .calls(Kafka::address)
            .leak(
                "does not poll any more",
                "never_read",
                1,
                "Keep what blocks out of the selector's thread, or give it a deadline:"
                    + " Variant.keep(")
            .healthy("closes its consumer"),
        library("MySQL Connector/J", "com.mysql:mysql-connector-j:9.5.0")
            .program("JdbcDriver")
            .calls(() -> MariaDb.url("mysql"))
            .leak("leaves connections open", "dead", 3, "below the server's wait_timeout")
            .healthy("closes connections"),
        library("MariaDB Connector/J", MARIADB)
            .program("JdbcDriver")
            .calls(() -> MariaDb.url("mariadb"))
            .leak("leaves connections open", "dead", 3, "below the server's wait_timeout")
            .healthy("closes connections"),
        library(
                "HikariCP",
                "com.zaxxer:HikariCP:4.0.3",
                MARIADB,
                "org.slf4j:slf4j-api:1.7.36",
                SILENCE)
            .program("JdbcHikari")
            .alsoOn(8)
            .calls(() -> MariaDb.url("mariadb"))
            .leak("does not give a connection to MariaDB back", "dead", 1, "leakDetectionThreshold")
            .healthy("gives a connection to MariaDB back", "stale_in_pool", 1, "Set maxLifetime"),
        library("HikariCP", "com.zaxxer:HikariCP:5.1.0", DRIVER, SILENCE)
            .program("JdbcHikari")
            .alsoOn(25)
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
        library("MyBatis", "org.mybatis:mybatis:3.5.19", DRIVER)
            .program("JdbcMyBatis")
            .calls(Postgres::url)
            .leak("does not give a connection back", "data_unread", 1, "Close each SqlSession")
            .healthy("gives a connection back", "stale_in_pool", 1, "poolPingEnabled=true"),
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
