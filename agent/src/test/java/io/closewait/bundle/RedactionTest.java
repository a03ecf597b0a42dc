package io.closewait.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  private static String redact(String text) {
    return new Redaction(List.of(text), List.of("build-7"), List.of("17.0.21.1")).apply(text);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.3.7:8443, private-1:8443",
    "10.0.3.7 and 10.0.3.70 and 10.0.3.7, private-1 and private-2 and private-1",
    "8.8.8.8:53, public-1:53",
    "127.0.0.1:80, loopback-1:80",
    "[2001:db8::1]:443, [public-1]:443",
    "[::1]:443 [fe80::1]:80, [loopback-1]:443 [private-1]:80",
    "1:2:3:4:5:6:7:8, public-1",
    "jdbc:postgresql://db.acme.example:5432/shop, jdbc:postgresql://host-2:5432/shop",
    "http://user@api.acme.example/x by api.acme.example, http://user-1@host-2/x by host-2",
    "the thread api.acme.example:443 waits, the thread host-2:443 waits",
    "-Dmail.host=mail.acme.example, -Dmail.host=host-2",
    "'-Dkafka.servers=k1.acme.example,k2.acme.example:9092,k3', "
        + "'-Dkafka.servers=host-3,host-2:9092,host-4'",
    "'mongodb://app@m1.acme.example,m2.acme.example:27018/shop', "
        + "'mongodb://user-1@host-2,host-3:27018/shop'",
    "'see http://docs.acme.example,the page of the day', 'see http://host-2,the page of the day'",
    "pool-1 alice@db.acme.example, pool-1 user-1@host-2",
    "ftp://alice:hunter2@db.acme.example/x of alice, ftp://user-1:user-2@host-2/x of user-1",
    "main-SendThread(zk.acme.example:2181), main-SendThread(host-2:2181)",
    "cluster-ClusterId{value='1'}-db:27017, cluster-ClusterId{value='1'}-host-2:27017",
    "RMI TCP Connection(1)-10.0.3.7, RMI TCP Connection(1)-private-1",
    "on build-7, on host-1"
  })
  void replaces(String text, String expected) {
    assertThat(redact(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0:80 [::]:80",
    "03:12:45.678",
    "2026-03-14T03:12:45.678Z",
    "Java 17.0.21.1",
    "com.acme.Shop.run(Shop.java:102)",
    "shop.core$run.invoke(core.clj:102)",
    "com.acme.Shop.run(shop.app@v1.x/Shop.java:102)",
    "jdbc:x://***@localhost/shop",
    "qtp11@1a2b3c-12",
    "4.1.35.Final",
    "http://localhost:80/",
    "Bad::addition",
    "The name of the remote host has no address.",
    "-Djava.net.preferIPv6Addresses=true is true",
    "build-78"
  })
  void leavesAlone(String text) {
    assertThat(redact(text)).isEqualTo(text);
  }

  @Test
  void aFieldIsNoHost() {
    assertThat(redact("{\"jvm\": \"jvm:8080\"}")).isEqualTo("{\"jvm\": \"host-2:8080\"}");
  }

  @Test
  void theSameAliasInEveryText() {
    Redaction redaction =
        new Redaction(List.of("10.0.0.1", "10.0.0.2 10.0.0.1"), List.of(), List.of());

    assertThat(redaction.apply("10.0.0.2 10.0.0.1")).isEqualTo("private-2 private-1");
  }
}
