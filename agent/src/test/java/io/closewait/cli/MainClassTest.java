package io.closewait.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a command line says about the program that a JVM runs. */
class MainClassTest {
  @ParameterizedTest
  @CsvSource({
    "java com.acme.Shop, com.acme.Shop",
    "java -cp lib -Xmx1g -Da=b com.acme.Shop --password secret, com.acme.Shop",
    "java -jar shop.jar serve, shop.jar",
    "java -Xrs -jar -x.jar, -x.jar",
    "java -p mods --add-opens a/b=c -m shop/com.acme.Shop x, shop/com.acme.Shop",
    "java --class-path=lib @flags Shop.java, Shop.java",
    "java -version, java",
    "/opt/launcher, /opt/launcher"
  })
  void main(String commandLine, String main) {
    assertThat(MainClass.of(Arrays.asList(commandLine.split(" ")))).isEqualTo(main);
  }

  @Test
  void noCommandLine() {
    assertThat(MainClass.of(Collections.emptyList())).isEqualTo("?");
  }
}
