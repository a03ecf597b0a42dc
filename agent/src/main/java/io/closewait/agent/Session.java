package io.closewait.agent;

import io.closewait.bridge.Bridge;
import io.closewait.bridge.JdkAccess;
import io.closewait.connection.Registry;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.hook.Installer;
import io.closewait.jmx.JmxExposure;
import io.closewait.options.Options;
import io.closewait.report.Format;
import io.closewait.report.Messages;
import io.closewait.report.Report;
import io.closewait.report.ReportFile;
import io.closewait.report.Subject;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.JMException;
import org.jspecify.annotations.Nullable;

/**
 * One life of the agent in a JVM, from attach to detach.
 *
 * <p>It is loaded after the bridge was defined, since it and what it uses are linked against it.
 */
final class Session {
  private final Options options;
  private final Subject subject;
  private final Registry registry;
  private final Installer installer;
  private final List<String> blind = new CopyOnWriteArrayList<>();
  private final Announcer announcer;
  private final Watch watch;
  private final Loop loop;
  private @Nullable Thread exitHook;
  private @Nullable JmxExposure exposure;

  private Session(Options options, Subject subject, Registry registry, Installer installer) {
    this.options = options;
    this.subject = subject;
    this.registry = registry;
    this.installer = installer;
    this.blind.addAll(installer.missing());
    String report = options.report();
    this.announcer =
        new Announcer(subject, report == null ? null : ReportFile.of(report, subject.pid()));
    this.watch = new Watch(options, registry, blind, announcer);
    this.loop = new Loop(this, options.interval());
  }

  /** Weaves the hooks and starts to watch. */
  static Session start(Options options, Instrumentation instrumentation, String attached)
      throws UnmodifiableClassException {
    // Before the hooks, so that what this JDK lacks does not surface in the application.
    JdkAccess.number(new FileDescriptor());
    Registry registry = new Registry(options.stackDepth());
    Bridge.listen(registry);
    Installer installer = Installer.install(instrumentation);
    Session session = new Session(options, Host.subject(attached), registry, installer);
    Stderr.print(session.greeting());
    session.loop.start();
    session.reportAtExit();
    return session;
  }

  /** The line at start. */
  String greeting() {
    return Messages.started(
        subject.version(), subject.pid(), options.threshold(), options.report());
  }

  private void reportAtExit() {
    if (options.report() != null) {
      Thread hook =
          new Thread("closewait exit") {
            @Override
            public void run() {
              try {
                announcer.write(watch.lookDeep());
              } catch (Throwable e) {
                Bridge.suppress(e);
              }
            }
          };
      Runtime.getRuntime().addShutdownHook(hook);
      exitHook = hook;
    }
  }

  /** What can wait until the application runs. */
  void settle() {
    String inactive = SelfTest.run(registry);
    if (inactive != null) {
      blind.add(inactive);
    }
    try {
      JmxExposure exposed =
          new JmxExposure(
              ManagementFactory.getPlatformMBeanServer(),
              new Control(options, subject, registry, installer, announcer, watch),
              watch.look());
      exposed.register();
      exposure = exposed;
      watch.publishTo(exposed);
    } catch (JMException | LinkageError e) {
      blind.add("nothing is shown over JMX in this JVM: " + e);
    }
  }

  /** The look of an interval. */
  void look() {
    watch.look();
  }

  /**
   * A fresh report.
   *
   * @param format {@code text} or {@code json}
   */
  Answer report(String format) throws IOException {
    Diagnosis diagnosis = watch.lookDeep();
    StringWriter text = new StringWriter();
    Report.write(
        format.equals(Format.JSON.text()) ? Format.JSON : Format.TEXT, diagnosis, subject, text);
    return diagnosis.leakedConnections() == 0
        ? Answer.done(text.toString())
        : Answer.leaks(text.toString());
  }

  /** Takes the hooks out and ends every thread. */
  Answer stop() throws UnmodifiableClassException, InterruptedException, JMException {
    installer.uninstall();
    Bridge.listen(null);
    loop.end();
    if (exposure != null) {
      exposure.unregister();
    }
    if (exitHook != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(exitHook);
      } catch (IllegalStateException e) {
        // The JVM is on its way out, and the hook with it.
      }
    }
    return Answer.done("closewait is detached from PID " + subject.pid() + "\n");
  }
}
