package io.closewait.kernel;

import java.util.Arrays;

/** Ids that a test sets by hand. */
final class FakeTracked implements Tracked {
  private long[] ids = new long[0];

  FakeTracked set(int descriptor, long id) {
    if (ids.length <= descriptor) {
      ids = Arrays.copyOf(ids, descriptor + 1);
    }
    ids[descriptor] = id;
    return this;
  }

  @Override
  public int limit() {
    return ids.length;
  }

  @Override
  public long idAt(int descriptor) {
    return descriptor < ids.length ? ids[descriptor] : 0;
  }
}
