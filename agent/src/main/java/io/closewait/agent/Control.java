package io.closewait.agent;

import io.closewait.bridge.Bridge;
import io.closewait.connection.CloseTimes;
import io.closewait.connection.Registry;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.hook.Installer;
import io.closewait.http.HttpContent;
import io.closewait.jmx.AgentControl;
import io.closewait.metrics.AgentFigures;
import io.closewait.options.Options;
import io.closewait.report.ReportFile;
import io.closewait.report.Subject;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The handles that JMX and HTTP have on a session. Thread-safe. */
final class Control implements AgentControl, AgentFigures, HttpContent {
  private final Options options;
  private final Subject subject;
  private final Registry registry;
  private final Installer installer;
  private final Announcer announcer;
  private final Watch watch;

  Control(
      Options options,
      Subject subject,
      Registry registry,
      Installer installer,
      Announcer announcer,
      Watch watch) {
    this.options = options;
    this.subject = subject;
    this.registry = registry;
    this.installer = installer;
    this.announcer = announcer;
    this.watch = watch;
  }

  @Override
  public Subject subject() {
    return subject;
  }

  @Override
  public Map<String, String> options() {
    return options.asMap();
  }

  @Override
  public String version() {
    return subject.version();
  }

  @Override
  public AgentFigures figures() {
    return this;
  }

  @Override
  public CloseTimes closeTimes() {
    return registry.departures().closeTimes();
  }

  @Override
  public void suppress(Throwable error) {
    Bridge.suppress(error);
  }

  @Override
  public Diagnosis last() {
    return watch.last();
  }

  @Override
  public Diagnosis sample() {
    return watch.lookDeep();
  }

  @Override
  public String writeReport(@Nullable String path) throws IOException {
    String name = path == null ? options.report() : path;
    if (name == null) {
      throw new IllegalArgumentException(
          "no report is configured: name a file that ends in .txt, .json or .html, or set the"
              + " option report");
    }
    ReportFile file = ReportFile.of(name, subject.pid());
    announcer.write(watch.lookDeep(), file);
    return file.path().toString();
  }

  @Override
  public int trackedConnections() {
    return registry.openSockets().count();
  }

  @Override
  public long suppressedErrors() {
    return Bridge.suppressed();
  }

  @Override
  public int wovenMethods() {
    return installer.wovenMethods();
  }

  @Override
  public long samplesTaken() {
    return watch.looks();
  }

  @Override
  public long lastSampleNanos() {
    return watch.lastNanos();
  }

  @Override
  public long totalSampleNanos() {
    return watch.totalNanos();
  }

  @Override
  public long reportsWritten() {
    return announcer.reportsWritten();
  }
}
