package io.closewait.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Tests that descriptors are held back and given back. */
class ReserveTest {
  private static final int MANY = 100;

  private static long open() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getOpenFileDescriptorCount();
  }

  @Test
  void holdsDescriptorsUntilTheyAreReleased() {
    Reserve reserve = new Reserve(MANY);
    long before = open();

    reserve.take();
    reserve.take();
    assertThat(open() - before).isBetween(MANY / 2L, MANY * 3L / 2);
    assertThat(reserve.releaseOne()).isTrue();
    reserve.release();
    assertThat(open() - before).isLessThan(MANY / 2L);
    assertThat(reserve.releaseOne()).isFalse();
  }
}
