package io.closewait.metrics;

import io.closewait.connection.CloseTimes;

/** An agent with fixed numbers. */
public final class FakeFigures implements AgentFigures {
  private final CloseTimes closeTimes = new CloseTimes();

  public FakeFigures() {
    closeTimes.add(7);
    closeTimes.add(10);
    closeTimes.add(11);
    closeTimes.add(65_000);
    closeTimes.add(4_000_000);
  }

  @Override
  public String version() {
    return "1.0.0";
  }

  @Override
  public int trackedConnections() {
    return 54;
  }

  @Override
  public long suppressedErrors() {
    return 1;
  }

  @Override
  public long samplesTaken() {
    return 4;
  }

  @Override
  public long totalSampleNanos() {
    return 20_250_000;
  }

  @Override
  public CloseTimes closeTimes() {
    return closeTimes;
  }
}
