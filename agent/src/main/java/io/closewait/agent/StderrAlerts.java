package io.closewait.agent;

import io.closewait.alert.Alerts;

/** Alerts on the process's standard error. */
final class StderrAlerts implements Alerts {
  @Override
  public void warn(String text) {
    Stderr.print(text);
  }

  @Override
  public void inform(String text) {
    Stderr.print(text);
  }

  @Override
  public void close() {}
}
