package io.closewait.diagnosis;

import static io.closewait.diagnosis.Given.OPENER;
import static io.closewait.diagnosis.Given.connected;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.tcp.TcpState;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every verdict has a sentence of evidence and one of what to do, where. */
class AdviceTest {
  private static final Site SITE =
      new Site("connect", Frames.render(OPENER.frames().get(1)), "main", List.of(), List.of(0));

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"UNTRACKED", "NOT_ACCEPTED"})
  void isOneSentenceEach(Verdict verdict) {
    Judgement judgement =
        new Judgement(connected(1).build(), null, TcpState.CLOSE_WAIT, verdict, Given.NOW);
    assertThat(Reasons.of(judgement, 1, 1, "")).matches("\\S.*[^.]\\.").doesNotContain(". ");
    assertThat(Advice.remedy(judgement, SITE, null, null, null))
        .endsWith(": com.acme.PriceClient.fetch(PriceClient.java:41).")
        .doesNotContain(". ");
  }
}
