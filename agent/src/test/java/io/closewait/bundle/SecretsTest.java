package io.closewait.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-Ddb.password=a b,c=d | -Ddb.password=***",
        "-Djavax.net.ssl.keyStorePassword=x | -Djavax.net.ssl.keyStorePassword=***",
        "-Ddb.pass=x | -Ddb.pass=***",
        "-DAPI_TOKEN=x | -DAPI_TOKEN=***",
        "-Daws.secretKey=x | -Daws.secretKey=***",
        "-javaagent:a.jar=http=8080,http-token=s3cret,interval=1s"
            + " | -javaagent:a.jar=http=8080,http-token=***,interval=1s",
        "-Durl=jdbc:x://h/d?user=u&password=p&a=b | -Durl=jdbc:x://h/d?user=u&password=***&a=b",
        "-Durl=http://u:p@h/ | -Durl=http://***@h/",
        "-Dname=value | -Dname=value",
        "-Xmx1g | -Xmx1g"
      })
  void areMasked(String argument, String expected) {
    assertThat(Secrets.masked(argument)).isEqualTo(expected);
  }
}
