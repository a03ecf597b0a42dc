package io.closewait.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.ReferenceQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the table of records by descriptor, its pages and its bounds. */
class DescriptorSlotsTest {
  private static final int LAST = (1 << 23) - 1;

  private final DescriptorSlots slots = new DescriptorSlots();

  @Test
  void isEmptyAtFirst() {
    assertThat(slots.limit()).isZero();
    assertThat(slots.get(0)).isNull();
    assertThat(slots.get(LAST)).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1023, 1024, 1025, 65_536, LAST})
  void keepsTheRecordOfADescriptorOnAnyPage(int descriptor) {
    Connection connection = connection(descriptor);

    slots.put(connection);

    assertThat(slots.get(descriptor)).isSameAs(connection);
    assertThat(slots.get(descriptor ^ 1)).isNull();
    assertThat(slots.get(descriptor ^ 1024)).isNull();
    assertThat(slots.limit()).isEqualTo(descriptor + 1);
  }

  @Test
  void replacesAndClears() {
    Connection second = connection(5);
    slots.put(connection(5));
    slots.put(second);
    assertThat(slots.get(5)).isSameAs(second);

    slots.clear(5);
    assertThat(slots.get(5)).isNull();
  }

  @Test
  void neverLowersItsLimit() {
    slots.put(connection(2000));
    slots.put(connection(3));
    slots.clear(2000);

    assertThat(slots.limit()).isEqualTo(2001);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, LAST + 1, Integer.MAX_VALUE})
  void hasNoPlaceForADescriptorOutOfRange(int descriptor) {
    assertThat(slots.get(descriptor)).isNull();
    slots.clear(descriptor);

    assertThatThrownBy(() -> slots.put(connection(descriptor)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(String.valueOf(descriptor));
    assertThat(slots.limit()).isZero();
  }

  private static Connection connection(int descriptor) {
    CallSite site = new CallSite(0, new Throwable(), 1);
    return new Connection(
        "owner", new ReferenceQueue<>(), 1, descriptor, Origin.CONNECT, null, 0, site);
  }
}
