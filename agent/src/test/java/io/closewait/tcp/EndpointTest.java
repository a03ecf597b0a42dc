package io.closewait.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/** Tests the spelling of endpoints and which socket addresses have one. */
class EndpointTest {
  private static final byte[] LINK_LOCAL = {
    (byte) 0xfe, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1
  };

  @Test
  void spellsVersion4AsAddressAndPort() throws UnknownHostException {
    InetAddress named = InetAddress.getByAddress("shop.example", new byte[] {10, 0, 3, 7});

    assertThat(new Endpoint(named, 8443)).hasToString("10.0.3.7:8443");
  }

  @Test
  void keepsTheScopeOfALinkLocalAddress() throws UnknownHostException {
    assertThat(new Endpoint(Inet6Address.getByAddress(null, LINK_LOCAL, 3), 80))
        .hasToString("[fe80::1%3]:80");
  }

  @Test
  void isMadeOfAResolvedAddressOnly() {
    InetSocketAddress resolved = new InetSocketAddress(InetAddress.getLoopbackAddress(), 443);

    assertThat(Endpoint.of(resolved))
        .isEqualTo(new Endpoint(InetAddress.getLoopbackAddress(), 443));
    assertThat(Endpoint.of(InetSocketAddress.createUnresolved("shop.example", 443))).isNull();
    assertThat(Endpoint.of(UnixDomainSocketAddress.of("socket"))).isNull();
    assertThat(Endpoint.of(null)).isNull();
  }

  @Test
  void isEqualByAddressAndPort() throws UnknownHostException {
    Endpoint endpoint = new Endpoint(InetAddress.getByName("10.0.0.1"), 80);

    assertThat(endpoint)
        .isEqualTo(new Endpoint(InetAddress.getByName("10.0.0.1"), 80))
        .hasSameHashCodeAs(new Endpoint(InetAddress.getByName("10.0.0.1"), 80))
        .isNotEqualTo(new Endpoint(InetAddress.getByName("10.0.0.1"), 81))
        .isNotEqualTo(new Endpoint(InetAddress.getByName("10.0.0.2"), 80))
        .isNotEqualTo("10.0.0.1:80");
  }
}
