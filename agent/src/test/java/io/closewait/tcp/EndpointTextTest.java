package io.closewait.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTextTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.3.7, 10.0.3.7:80",
    "::1, [::1]:80",
    "::, [::]:80",
    "2001:db8:0:0:0:0:0:1, [2001:db8::1]:80",
    "2001:0db8:0:0:1:0:0:1, [2001:db8::1:0:0:1]:80",
    "2001:db8:0:1:1:1:1:1, [2001:db8:0:1:1:1:1:1]:80",
    "fe80:0:0:0:0:0:0:0, [fe80::]:80",
    "0:0:1:0:0:0:0:2, [0:0:1::2]:80",
  })
  void isTheShortFormOfRfc5952(String literal, String text) throws UnknownHostException {
    assertThat(new Endpoint(InetAddress.getByName(literal), 80)).hasToString(text);
  }
}
