package io.closewait.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.connection.ThreadView;
import org.junit.jupiter.api.Test;

/** Tests what a report says of a thread. */
class ThreadFactsTest {
  @Test
  void namesTheFrameThatItsOwnerCanChange() {
    ThreadFacts facts =
        ThreadFacts.of(
            new ThreadView(
                "nio-worker-3",
                Thread.State.BLOCKED,
                Given.stack(
                    "java.lang.Object.wait(Native Method)",
                    "com.acme.Handler.slow(Handler.java:30)",
                    "java.lang.Thread.run(Thread.java:840)")));

    assertThat(facts.sentence())
        .isEqualTo("nio-worker-3 is BLOCKED at com.acme.Handler.slow(Handler.java:30)");
    assertThat(facts.stateText()).isEqualTo("blocked");
    assertThat(facts.stack()).hasSize(3);
  }

  @Test
  void saysThatAThreadHasEnded() {
    ThreadFacts facts = ThreadFacts.of(ThreadView.ended("nio-worker-3"));

    assertThat(facts.sentence()).isEqualTo("nio-worker-3 has ended");
    assertThat(facts.frame()).isNull();
  }
}
