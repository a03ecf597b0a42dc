package io.closewait.agent;

import io.closewait.alert.Alerts;
import io.closewait.alert.ApplicationLog;
import io.closewait.alert.LogSystem;
import io.closewait.alert.Silence;
import io.closewait.bridge.Bridge;
import io.closewait.bridge.JdkAccess;
import io.closewait.bundle.Evidence;
import io.closewait.connection.Registry;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.hook.Installer;
import io.closewait.options.Options;
import io.closewait.report.Brief;
import io.closewait.report.Format;
import io.closewait.report.Messages;
import io.closewait.report.Report;
import io.closewait.report.ReportFile;
import io.closewait.report.Subject;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.management.JMException;
import org.jspecify.annotations.Nullable;

/**
 * One life of the agent in a JVM, from attach to detach.
 *
 * <p>It is loaded after the bridge was defined, since it and what it uses are linked against it.
 */
final class Session {
  /** The format that asks for all that only the JVM itself can tell. */
  private static final String BUNDLE = "bundle";

  private final Options options;
  private final Instrumentation instrumentation;
  private final Subject subject;
  private final Registry registry;
  private final Installer installer;
  private final List<String> blind = new CopyOnWriteArrayList<>();
  private final Announcer announcer;
  private final Watch watch;
  private final LateStart lateStart;
  private final Refusals refusals;
  private final Loop loop;
  private final List<Viewer> viewers = new CopyOnWriteArrayList<>();
  private @Nullable Thread exitHook;
  private @Nullable Exposures exposures;

  private Session(
      Options options,
      Instrumentation instrumentation,
      Subject subject,
      Registry registry,
      Installer installer,
      boolean running) {
    this.options = options;
    this.instrumentation = instrumentation;
    this.subject = subject;
    this.registry = registry;
    this.installer = installer;
    this.blind.addAll(installer.missing());
    String report = options.report();
    this.announcer =
        new Announcer(
            subject, report == null ? null : ReportFile.of(report, subject.pid()), alerts());
    this.watch = new Watch(options, registry, blind, announcer);
    this.lateStart = new LateStart(running, registry, installer, blind);
    this.refusals = new Refusals(options.threshold());
    this.loop = new Loop(this, lateStart, options.interval());
  }

  /** No lambda, since this runs before {@code main}. */
  private Supplier<Alerts> alerts() {
    return new Supplier<Alerts>() {
      @Override
      public Alerts get() {
        String where = options.alerts();
        LogSystem system = LogSystem.of(where);
        if (system != null) {
          return new ApplicationLog(system, instrumentation, new StderrAlerts());
        }
        return where.equals("none") ? new Silence() : new StderrAlerts();
      }
    };
  }

  /**
   * Starts to watch. Before {@code main} only what is loaded is woven, and the agent's own thread
   * sees to the rest: a small application is over before it.
   */
  static Session start(Options options, Instrumentation instrumentation, String attached)
      throws ClassNotFoundException, UnmodifiableClassException {
    boolean running = attached.equals("attach");
    if (running) {
      LateStart.sendEachEvent();
      JdkAccess.prepare();
    }
    Registry registry = new Registry(options.stackDepth());
    Installer installer = Installer.install(instrumentation);
    try {
      Bridge.listen(registry);
      if (running) {
        registry.adopt();
        installer.finish();
      } else {
        installer.weaveLoaded();
      }
      Session session =
          new Session(
              options, instrumentation, Host.subject(attached), registry, installer, running);
      Stderr.print(session.greeting());
      session.announcer.check();
      session.reportAtExit();
      session.loop.start();
      return session;
    } catch (Throwable e) {
      Bridge.listen(null);
      installer.uninstall();
      throw e;
    }
  }

  /** The line at start. */
  String greeting() {
    return Messages.started(
        subject.version(), subject.pid(), options.threshold(), options.report());
  }

  private void reportAtExit() {
    if (options.report() != null) {
      Thread hook = new LastReport(announcer, watch);
      Runtime.getRuntime().addShutdownHook(hook);
      exitHook = hook;
    }
  }

  /** Takes what is to be had before the application may run out of it. */
  void begin() {
    lateStart.rehearse();
    takeReserves();
    refusals.await();
  }

  private void takeReserves() {
    watch.reserve().take();
    if (options.report() != null) {
      announcer.reserve().take();
    }
  }

  private void releaseReserves() {
    watch.reserve().release();
    announcer.reserve().release();
  }

  /**
   * Once, what can wait until the application runs. It initialises classes of the JDK that break
   * for good without a descriptor, so it gets those of the reserves, and waits while there are few.
   */
  void settle() throws InterruptedException {
    if (exposures != null || watch.isShort()) {
      return;
    }
    Exposures shown = new Exposures(options, registry, watch, blind);
    exposures = shown;
    releaseReserves();
    prepareReport();
    lateStart.testHooks();
    shown.start(new Control(options, subject, registry, installer, announcer, watch));
    takeReserves();
  }

  private void prepareReport() {
    try {
      announcer.prepare();
    } catch (IOException e) {
      blind.add("the report cannot be written: " + e);
    }
  }

  /** The look of an interval, or the one that a refused descriptor asks for. */
  void look() throws InterruptedException {
    noteMissing();
    boolean refused = refusals.heard();
    Diagnosis seen = refused ? watch.lookAtRefusal() : watch.look();
    if (exposures != null) {
      exposures.show(seen, refused);
    }
    refusals.await();
  }

  /** Milliseconds until the next socket reaches the threshold, as far as is known; at least 1. */
  long untilOverdue() {
    return Math.max(0, watch.nextOverdue() - System.currentTimeMillis()) + 1;
  }

  /** Libraries may come at any time. */
  private void noteMissing() {
    for (String missing : installer.missing()) {
      if (!blind.contains(missing)) {
        blind.add(missing);
      }
    }
  }

  /**
   * A fresh report.
   *
   * @param format as {@link Format#of} takes it
   */
  Answer report(String format) {
    if (format.equals(BUNDLE)) {
      Diagnosis diagnosis = watch.lookDeep();
      return Answer.report(
          diagnosis.leakedConnections() > 0, out -> Evidence.write(diagnosis, subject, out));
    }
    Format wanted;
    try {
      wanted = Format.of(format);
    } catch (IllegalArgumentException e) {
      return Answer.refused(String.valueOf(e.getMessage()));
    }
    Diagnosis diagnosis = watch.lookDeep();
    return Answer.report(
        diagnosis.leakedConnections() > 0, out -> Report.write(wanted, diagnosis, subject, out));
  }

  /**
   * Answers whoever watches, from now on.
   *
   * @param file where the answers go
   */
  void view(String file) throws IOException {
    Viewer viewer = new Viewer(this, file);
    viewers.add(viewer);
    viewer.start();
  }

  /** What a screen shows now. */
  String brief() {
    return Brief.of(watch.lookDeep(), subject);
  }

  /** Notes that a viewer has ended. */
  void forget(Viewer viewer) {
    viewers.remove(viewer);
  }

  /** Takes the hooks out and ends every thread. */
  Answer stop() throws UnmodifiableClassException, InterruptedException, JMException {
    installer.uninstall();
    Bridge.listen(null);
    loop.end();
    for (Viewer viewer : viewers) {
      viewer.end();
    }
    releaseReserves();
    if (exposures != null) {
      exposures.stop();
    }
    announcer.end();
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
