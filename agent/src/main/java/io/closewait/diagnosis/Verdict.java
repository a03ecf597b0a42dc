package io.closewait.diagnosis;

import java.util.Locale;

/** What is the matter with a socket that its application should have closed. */
public enum Verdict {
  /** The application read the end of the stream and did not close. */
  EOF_IGNORED(Severity.LEAK),
  /** Nobody reads; only the FIN waits. */
  NEVER_READ(Severity.LEAK),
  /** Data and the FIN wait unread. */
  DATA_UNREAD(Severity.LEAK),
  /** The Java object is gone, the descriptor is not. */
  COLLECTED(Severity.LEAK),
  /** close() was called, but the descriptor was not released. */
  CLOSE_PENDING(Severity.LEAK),
  /** The peer has closed a connection that nobody accepted. */
  NOT_ACCEPTED(Severity.LEAK),
  /** The connection is CLOSED and the descriptor was never released. */
  DEAD(Severity.LEAK),
  /** An idle connection of a pool, which looks at it only when it is asked again. */
  STALE_IN_POOL(Severity.INFO),
  /** The application still writes, as half-close allows. */
  HALF_CLOSED_IN_USE(Severity.INFO),
  /** No Java record. */
  UNTRACKED(Severity.SUSPECT),
  /** The evidence does not decide. */
  UNKNOWN(Severity.SUSPECT);

  private final Severity severity;

  Verdict(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }

  /** The name as reports spell it, such as {@code eof_ignored}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
