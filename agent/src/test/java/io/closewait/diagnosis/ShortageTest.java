package io.closewait.diagnosis;

import static io.closewait.diagnosis.Given.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.closewait.connection.OpenSite;
import io.closewait.connection.Origin;
import io.closewait.kernel.KernelSample;
import io.closewait.tcp.TcpState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests who is said to hold the descriptors. */
class ShortageTest {
  private static OpenSite site(Origin origin, String frame, Long... ids) {
    return new OpenSite(origin, Given.site(frame), "main", List.of(ids));
  }

  @Test
  void countsTheSocketsOfEachLineByState() {
    KernelSample sample = kernel().closeWait(1, 10, 0).closeWait(2, 10, 0).sample();
    Shortage shortage =
        Shortage.of(
            true,
            List.of(
                site(Origin.CONNECT, "com.acme.Few.open(Few.java:1)", 9L),
                site(Origin.CONNECT, "com.acme.Many.open(Many.java:1)", 1L, 2L),
                site(Origin.CONNECT, "com.acme.Many.open(Many.java:1)", 3L)),
            sample);

    assertThat(shortage.refused()).isTrue();
    assertThat(shortage.holders())
        .extracting(holder -> holder.site().frame())
        .containsExactly("com.acme.Many.open(Many.java:1)", "com.acme.Few.open(Few.java:1)");
    Holder most = shortage.holders().get(0);
    assertThat(most.count()).isEqualTo(3);
    assertThat(most.site().kind()).isEqualTo("connect");
    assertThat(most.states())
        .containsExactly(entry(TcpState.ESTABLISHED, 1), entry(TcpState.CLOSE_WAIT, 2));
  }

  @Test
  void knowsNoStatesWithoutTheKernel() {
    Shortage shortage =
        Shortage.of(
            false, List.of(site(Origin.ACCEPT, "com.acme.A.b(A.java:1)", 1L)), kernel().off());

    assertThat(shortage.holders().get(0).states()).isEmpty();
  }

  @Test
  void listsTheFirstTen() {
    List<OpenSite> sites = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      sites.add(site(Origin.CONNECT, "com.acme.C" + (char) ('a' + i) + ".d(C.java:1)", (long) i));
    }

    assertThat(Shortage.of(false, sites, kernel().sample()).holders()).hasSize(10);
  }
}
