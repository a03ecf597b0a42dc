package io.closewait.jmx;

import io.closewait.report.Times;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers for the agent through {@link AgentControl}. Thread-safe. */
final class AgentBean implements AgentMXBean {
  private static final double NANOS_PER_MILLI = 1e6;

  private final AgentControl agent;
  private final Supplier<String> kernel;

  AgentBean(AgentControl agent, Supplier<String> kernel) {
    this.agent = agent;
    this.kernel = kernel;
  }

  @Override
  public String getVersion() {
    return agent.subject().version();
  }

  @Override
  public Map<String, String> getOptions() {
    return agent.options();
  }

  @Override
  public String getKernel() {
    return kernel.get();
  }

  @Override
  public String getAttached() {
    return agent.subject().attached();
  }

  @Override
  public String getStartedAt() {
    return Times.iso(agent.subject().attachedAt());
  }

  @Override
  public long getSuppressedErrors() {
    return agent.suppressedErrors();
  }

  @Override
  public int getWovenMethods() {
    return agent.wovenMethods();
  }

  @Override
  public long getSamplesTaken() {
    return agent.samplesTaken();
  }

  @Override
  public double getLastSampleMillis() {
    return agent.lastSampleNanos() / NANOS_PER_MILLI;
  }

  @Override
  public double getTotalSampleMillis() {
    return agent.totalSampleNanos() / NANOS_PER_MILLI;
  }

  @Override
  public long getReportsWritten() {
    return agent.reportsWritten();
  }

  @Override
  public int sample() {
    return agent.sample().leakedConnections();
  }

  /** Rethrows the messages alone: a client may lack the classes of what caused them. */
  @Override
  public String writeReport(@Nullable String path) throws IOException {
    try {
      return agent.writeReport(path == null || path.isEmpty() ? null : path);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage());
    } catch (IOException e) {
      throw new IOException(e.getMessage());
    }
  }
}
