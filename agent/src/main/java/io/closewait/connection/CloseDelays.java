package io.closewait.connection;

/**
 * How long the connections of one call site stayed open after their peer had closed, within the
 * last hour. Immutable; quantiles are in milliseconds, each at most a quarter too high.
 */
public final class CloseDelays {
  private final Origin origin;
  private final CallSite site;
  private final int count;
  private final long since;
  private final long median;
  private final long ninetieth;
  private final long ninetyNinth;
  private final long longest;

  /**
   * @param since when the first was closed, milliseconds since the epoch
   */
  public CloseDelays(
      Origin origin,
      CallSite site,
      int count,
      long since,
      long median,
      long ninetieth,
      long ninetyNinth,
      long longest) {
    this.origin = origin;
    this.site = site;
    this.count = count;
    this.since = since;
    this.median = median;
    this.ninetieth = ninetieth;
    this.ninetyNinth = ninetyNinth;
    this.longest = longest;
  }

  public Origin origin() {
    return origin;
  }

  /** The stack that opened them. */
  public CallSite site() {
    return site;
  }

  /** How many were closed after their peer had. */
  public int count() {
    return count;
  }

  /** When the first of them was closed, milliseconds since the epoch. */
  public long since() {
    return since;
  }

  public long median() {
    return median;
  }

  /** The 90th percentile. */
  public long ninetieth() {
    return ninetieth;
  }

  /** The 99th percentile. */
  public long ninetyNinth() {
    return ninetyNinth;
  }

  public long longest() {
    return longest;
  }
}
