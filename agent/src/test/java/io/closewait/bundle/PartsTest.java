package io.closewait.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PartsTest {
  @Test
  void comeBackAsTheyWere() throws Exception {
    StringWriter joined = new StringWriter();
    Parts.begin("a.txt", joined);
    joined.write("one\n");
    joined.write("two\n");
    Parts.begin("b.txt", joined);

    assertThat(Parts.split(joined.toString()))
        .containsEntry("a.txt", "one\ntwo\n")
        .containsEntry("b.txt", "")
        .hasSize(2);
  }
}
