package io.closewait.diagnosis;

import java.util.Locale;

/** How sure it is that something must be done, the most certain first. */
public enum Severity {
  LEAK,
  /** Something other than a leak must be done. */
  PROBLEM,
  SUSPECT,
  INFO;

  /** The name as reports spell it, such as {@code leak}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
