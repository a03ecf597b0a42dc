package io.closewait.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibrariesTest {
  private static List<StackTraceElement> stack(String... classes) {
    return Arrays.stream(classes)
        .map(name -> new StackTraceElement(name, "call", null, -1))
        .collect(Collectors.toList());
  }

  @Test
  void knowsWhoseClassesAreALibrarys() {
    assertThat(Libraries.known().owns("okhttp3.internal.connection.RealConnection")).isTrue();
    assertThat(Libraries.known().owns("org.springframework.web.client.RestTemplate")).isTrue();
    assertThat(Libraries.known().owns("com.acme.PriceClient")).isFalse();
  }

  @Test
  void findsThePoolThatStandsFirstInTheFile() {
    Library pool =
        Libraries.known()
            .pool(
                stack(
                    "redis.clients.jedis.Connection",
                    "redis.clients.jedis.ConnectionFactory",
                    "org.apache.commons.pool2.impl.GenericObjectPool",
                    "com.acme.Cache"));
    assertThat(pool).isNotNull();
    assertThat(pool.name()).isEqualTo("Jedis");
    assertThat(pool.idle()).isEqualTo(Library.Idle.STALE);
    assertThat(pool.staleRemedy()).contains("setTestWhileIdle");
    assertThat(Libraries.known().pool(stack("com.acme.PriceClient"))).isNull();
  }

  @Test
  void saysOfEachPoolWhatBecomesOfItsIdleConnections() throws IOException {
    String twice =
        "library One\n frames one.\n pool one.Pool\n idle filled\n stale Set this.\n leak Do that.\n"
            + "# a remark\n\nlibrary Two\nframes two.\nframes more.\n";
    Libraries libraries = Libraries.read(new StringReader(twice));
    Library one = libraries.pool(stack("one.Pool$Filler"));
    assertThat(one.idle()).isEqualTo(Library.Idle.FILLED);
    assertThat(one.staleRemedy()).isEqualTo("Set this.");
    assertThat(one.leakRemedy()).isEqualTo("Do that.");
    assertThat(libraries.owns("more.Thing")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frames one.       | line 1: 'frames' stands before the first library",
        "library           | line 1: 'library' has no value",
        "library A\\nidle x | line 2: 'x' is none of stale, filled, noticed",
        "library A\\nfoo x  | line 2: 'foo' is none of library, frames, pool, idle, stale, leak",
      })
  void namesTheLineThatMakesNoSense(String text, String message) {
    assertThatThrownBy(() -> Libraries.read(new StringReader(text.replace("\\n", "\n"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(message);
  }
}
