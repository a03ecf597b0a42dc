package io.closewait.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.diagnosis.Change;
import io.closewait.diagnosis.Leak;
import org.junit.jupiter.api.Test;

class SentencesTest {
  @Test
  void changes() {
    Leak leak = Samples.eofIgnoredLeak(16);
    String opened = ", opened by com.acme.PriceClient.fetch(PriceClient.java:41)";
    assertThat(Sentences.of(new Change(Change.Kind.APPEARED, leak), Samples.NOW))
        .isEqualTo(
            "16 sockets leak in CLOSE_WAIT (eof_ignored), the oldest for 4m10s, to 10.0.3.7:8443"
                + " and 1 more"
                + opened);
    assertThat(Sentences.of(new Change(Change.Kind.GREW, leak), Samples.NOW))
        .isEqualTo("leak 3f9a1c02 grew to 16 sockets (eof_ignored)" + opened);
    assertThat(Sentences.of(new Change(Change.Kind.RECOVERED, leak), Samples.NOW))
        .isEqualTo("leak 3f9a1c02 recovered: none of its 16 sockets is left" + opened);
  }
}
