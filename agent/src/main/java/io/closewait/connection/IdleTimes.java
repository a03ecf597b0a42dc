package io.closewait.connection;

import io.closewait.bridge.UseBridge;

/**
 * Since when descriptors have not been used, from one look to the next. For one thread at a time.
 */
public final class IdleTimes {
  private static final long NANOS = 1_000_000_000;

  private final long idleMillis;
  private final long base = System.nanoTime();
  private int time;
  private long now;

  /**
   * @param idleMillis from when on a descriptor that is not used counts as idle
   */
  public IdleTimes(long idleMillis) {
    this.idleMillis = idleMillis;
  }

  /**
   * Notes what was not used since the last look.
   *
   * @param limit all descriptors in use are below this
   * @param epochMillis milliseconds since the epoch
   * @param nanos {@link System#nanoTime} of the same moment
   */
  public void look(int limit, long epochMillis, long nanos) {
    now = epochMillis;
    time = (int) ((nanos - base) / NANOS) + 1;
    UseBridge.lookForUnused(limit, time);
  }

  /**
   * Since when a descriptor is idle, to the second, milliseconds since the epoch; 0 if it is not.
   * The last use was before that, by no more than the interval of the looks.
   */
  public long since(int descriptor) {
    int unusedSince = UseBridge.unusedSince(descriptor);
    long millis = (time - unusedSince) * 1000L;
    return unusedSince == 0 || millis < idleMillis ? 0 : now - millis;
  }
}
