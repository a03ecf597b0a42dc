package io.closewait.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.bridge.JdkAccess;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests that one stack has one hash and other stacks have others, within the depth. */
class StackHashTest {
  /** More than HotSpot puts into one chunk, and more than any test runner adds below. */
  private static final int DEEP = 40;

  private static final int ALL = 1000;

  @BeforeAll
  static void prepare() {
    JdkAccess.prepare();
  }

  @Test
  void isTheSameForOneLine() {
    Set<Long> hashes = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      hashes.add(StackHash.of(new Throwable(), ALL));
    }

    assertThat(hashes).hasSize(1).doesNotContain(0L);
  }

  @Test
  void differsBetweenTwoLines() {
    long one = StackHash.of(new Throwable(), ALL);
    long other = StackHash.of(new Throwable(), ALL);

    assertThat(one).isNotEqualTo(other);
  }

  @Test
  void differsBetweenTwoMethods() {
    assertThat(StackHash.of(captured(), 1)).isNotEqualTo(StackHash.of(capturedElsewhere(), 1));
  }

  @Test
  void differsBetweenTwoDepthsOfRecursion() {
    Throwable[] captures = new Throwable[2];
    for (int i = 0; i < 2; i++) {
      captures[i] = below(DEEP + i);
    }

    assertThat(StackHash.of(captures[0], ALL)).isNotEqualTo(StackHash.of(captures[1], ALL));
  }

  /** The frames that these two have in common are the innermost ones. */
  @Test
  void looksNoDeeperThanItsBoundAndAsDeepAsThatInEveryChunk() {
    Throwable one = below(DEEP);
    Throwable other = below(DEEP);
    // captured() and the recursion down to its outermost call are common to both.
    int common = DEEP + 2;

    for (int depth : new int[] {1, 2, 31, 32, 33, common}) {
      assertThat(StackHash.of(one, depth))
          .as("depth %d", depth)
          .isEqualTo(StackHash.of(other, depth));
    }
    assertThat(StackHash.of(one, common + 1)).isNotEqualTo(StackHash.of(other, common + 1));
  }

  @Test
  void changesWithEachFrameThatItTakesIn() {
    Throwable capture = below(2 * DEEP);
    Set<Long> hashes = new HashSet<>();
    for (int depth = 1; depth <= 2 * DEEP; depth++) {
      hashes.add(StackHash.of(capture, depth));
    }

    assertThat(hashes).hasSize(2 * DEEP);
  }

  @Test
  void isNeverZero() {
    assertThat(StackHash.of(new Throwable(), 0)).isNotZero();
    assertThat(StackHash.of(new WithoutStack(), ALL)).isNotZero();
  }

  private static Throwable below(int calls) {
    return calls == 0 ? captured() : below(calls - 1);
  }

  private static Throwable captured() {
    return new Throwable();
  }

  private static Throwable capturedElsewhere() {
    return new Throwable();
  }

  /** What a JVM gives that keeps no stacks. */
  private static final class WithoutStack extends Throwable {
    private static final long serialVersionUID = 1;

    WithoutStack() {
      super(null, null, false, false);
    }
  }
}
