package io.closewait.jfr;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.closewait.report.Samples;
import org.junit.jupiter.api.Test;

class RecorderTest {
  @Test
  void whatWasRefusedOnceCanBeTriedAgain() {
    Recorder recorder = new Recorder(Samples.noLeak());
    recorder.register();
    try {
      assertThatThrownBy(recorder::register).isInstanceOf(IllegalArgumentException.class);

      assertThatCode(recorder::register).doesNotThrowAnyException();
    } finally {
      recorder.unregister();
    }
  }
}
