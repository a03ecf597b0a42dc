package io.closewait.metrics;

import io.closewait.connection.CloseTimes;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Leak;
import io.closewait.diagnosis.Severity;
import io.closewait.tcp.TcpState;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The metrics of one diagnosis. What is not known has no series. A pure function, without a
 * registry: nothing of the application's own metrics is touched.
 */
final class Metrics {
  /** Leaks beyond these share a series for each severity. */
  static final int LEAK_SERIES = 20;

  private static final String OTHER = "other";

  private final Diagnosis diagnosis;
  private final AgentFigures agent;
  private final List<MetricSnapshot> all = new ArrayList<>();

  private Metrics(Diagnosis diagnosis, AgentFigures agent) {
    this.diagnosis = diagnosis;
    this.agent = agent;
  }

  static MetricSnapshots of(Diagnosis diagnosis, AgentFigures agent) {
    Metrics metrics = new Metrics(diagnosis, agent);
    metrics.states();
    metrics.severities();
    metrics.leaks();
    metrics.descriptors();
    metrics.closeTimes();
    metrics.agent();
    return new MetricSnapshots(metrics.all);
  }

  /** Every state, so that a series does not begin with its first socket. */
  private void states() {
    if (diagnosis.kernel().equals("off")) {
      return;
    }
    Map<Labels, Integer> counts = new LinkedHashMap<>();
    for (TcpState state : TcpState.values()) {
      Integer count = diagnosis.states().get(state);
      counts.put(Labels.of("network_connection_state", state.text()), count == null ? 0 : count);
    }
    gauges("closewait_connections", "Sockets of this JVM by TCP state.", counts);
  }

  private void severities() {
    Map<Labels, Integer> counts = new LinkedHashMap<>();
    for (Severity severity : new Severity[] {Severity.LEAK, Severity.SUSPECT, Severity.INFO}) {
      counts.put(Labels.of("severity", severity.text()), 0);
    }
    for (Leak leak : diagnosis.leaks()) {
      counts.merge(Labels.of("severity", leak.severity().text()), leak.count(), Integer::sum);
    }
    gauges(
        "closewait_diagnosed_connections",
        "Sockets longer than the threshold where their peers have hung up, by severity.",
        counts);
  }

  private void leaks() {
    Map<Labels, Integer> counts = new LinkedHashMap<>();
    for (Leak leak : diagnosis.leaks()) {
      Labels labels = counts.size() < LEAK_SERIES ? labels(leak) : others(leak);
      counts.merge(labels, leak.count(), Integer::sum);
    }
    gauges(
        "closewait_leak_connections",
        "Sockets of each entry of the report, by fingerprint; the site is the line that opened them.",
        counts);
  }

  private static Labels labels(Leak leak) {
    return Labels.of(
        "fingerprint",
        leak.fingerprint(),
        "severity",
        leak.severity().text(),
        "site",
        leak.site() == null ? "" : leak.site().frame(),
        "verdict",
        leak.verdict().text());
  }

  private static Labels others(Leak leak) {
    return Labels.of(
        "fingerprint", OTHER, "severity", leak.severity().text(), "site", "", "verdict", OTHER);
  }

  private void descriptors() {
    gauge(
        "closewait_file_descriptors_open",
        "File descriptors that the process has open.",
        diagnosis.descriptors().open());
    gauge(
        "closewait_file_descriptors_limit",
        "File descriptors that the process may have open.",
        diagnosis.descriptors().limit());
  }

  private void closeTimes() {
    CloseTimes times = agent.closeTimes();
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    for (int i = 0; i < times.size(); i++) {
      long bound = times.bound(i);
      buckets.bucket(
          bound == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : bound / 1000.0, times.count(i));
    }
    all.add(
        HistogramSnapshot.builder()
            .name("closewait_close_delay_seconds")
            .help("Time from the peer's end, as soon as it was known, to close().")
            .unit(Unit.SECONDS)
            .dataPoint(
                HistogramDataPointSnapshot.builder()
                    .classicHistogramBuckets(buckets.build())
                    .sum(times.sum() / 1000.0)
                    .build())
            .build());
  }

  private void agent() {
    gauge(
        "closewait_tracked_connections",
        "Sockets that the agent has a record of.",
        OptionalLong.of(agent.trackedConnections()));
    all.add(
        SummarySnapshot.builder()
            .name("closewait_scan_duration_seconds")
            .help("Time that the agent's samples took.")
            .unit(Unit.SECONDS)
            .dataPoint(
                SummaryDataPointSnapshot.builder()
                    .count(agent.samplesTaken())
                    .sum(Unit.nanosToSeconds(agent.totalSampleNanos()))
                    .build())
            .build());
    all.add(
        GaugeSnapshot.builder()
            .name("closewait_last_scan_timestamp_seconds")
            .help("When the last sample was taken, in seconds since the epoch.")
            .unit(Unit.SECONDS)
            .dataPoint(GaugeDataPointSnapshot.builder().value(diagnosis.takenAt() / 1000.0).build())
            .build());
    all.add(
        CounterSnapshot.builder()
            .name("closewait_suppressed_errors")
            .help("Errors of the agent that were kept from the application; each is a bug.")
            .dataPoint(
                CounterDataPointSnapshot.builder().value((double) agent.suppressedErrors()).build())
            .build());
    all.add(
        InfoSnapshot.builder()
            .name("closewait_build")
            .help("The agent's version.")
            .dataPoint(
                InfoDataPointSnapshot.builder()
                    .labels(Labels.of("version", agent.version()))
                    .build())
            .build());
  }

  private void gauge(String name, String help, OptionalLong value) {
    if (value.isPresent()) {
      all.add(
          GaugeSnapshot.builder()
              .name(name)
              .help(help)
              .dataPoint(GaugeDataPointSnapshot.builder().value((double) value.getAsLong()).build())
              .build());
    }
  }

  private void gauges(String name, String help, Map<Labels, Integer> values) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    values.forEach(
        (labels, value) ->
            gauge.dataPoint(GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
    all.add(gauge.build());
  }
}
