package io.closewait.kernel;

import java.util.Arrays;

/** Ids that a test sets by hand. */
final class FakeTracked implements Tracked {
  private long[] ids = new long[0];
  private long idleSince;

  FakeTracked set(int descriptor, long id) {
    if (ids.length <= descriptor) {
      ids = Arrays.copyOf(ids, descriptor + 1);
    }
    ids[descriptor] = id;
    return this;
  }

  /** Since when no connection is used. */
  FakeTracked allIdleSince(long since) {
    idleSince = since;
    return this;
  }

  @Override
  public long idleSince(int descriptor) {
    return idleSince;
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
