package io.closewait.diagnosis;

/** From when on a socket is diagnosed. Immutable. */
public final class Thresholds {
  private final long overdue;

  /**
   * @param overdue milliseconds that a socket which should be closed may stay open before it is
   *     diagnosed
   */
  public Thresholds(long overdue) {
    this.overdue = overdue;
  }

  /** Milliseconds that a socket which should be closed may stay open before it is diagnosed. */
  public long overdue() {
    return overdue;
  }
}
