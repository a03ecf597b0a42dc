package io.closewait.connection;

import java.util.Collections;
import java.util.List;

/** What is remembered of connections that failed or are gone. Immutable. */
public final class Past {
  private final List<FailedConnect> failedConnects;
  private final List<CloseDelays> closeDelays;

  public Past(List<FailedConnect> failedConnects, List<CloseDelays> closeDelays) {
    this.failedConnects = Collections.unmodifiableList(failedConnects);
    this.closeDelays = Collections.unmodifiableList(closeDelays);
  }

  /** The connects that failed within the last hour. */
  public List<FailedConnect> failedConnects() {
    return failedConnects;
  }

  /** By call site, those at which a peer closed first within the last hour. */
  public List<CloseDelays> closeDelays() {
    return closeDelays;
  }
}
