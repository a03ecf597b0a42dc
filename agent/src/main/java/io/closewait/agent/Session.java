package io.closewait.agent;

import io.closewait.alert.Alerts;
import io.closewait.alert.ApplicationLog;
import io.closewait.alert.LogSystem;
import io.closewait.alert.Silence;
import io.closewait.bridge.Bridge;
import io.closewait.bridge.ConnectionEvent;
import io.closewait.bridge.JdkAccess;
import io.closewait.bridge.RefusalBridge;
import io.closewait.bundle.Evidence;
import io.closewait.connection.Registry;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.hook.Installer;
import io.closewait.jfr.JfrExposure;
import io.closewait.jmx.JmxExposure;
import io.closewait.options.Address;
import io.closewait.options.Options;
import io.closewait.report.Brief;
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
import java.net.InetAddress;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
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
  /** How long the JVM's exit may wait for the last report. */
  private static final long LAST_REPORT_MILLIS = 5000;

  /** The format that asks for all that only the JVM itself can tell. */
  private static final String BUNDLE = "bundle";

  /** How the agent came, if it came to a running JVM. */
  private static final String ATTACH = "attach";

  private final Options options;
  private final Instrumentation instrumentation;
  private final Subject subject;
  private final Registry registry;
  private final Installer installer;
  private final List<String> blind = new CopyOnWriteArrayList<>();
  private final Announcer announcer;
  private final Watch watch;
  private final Refusals refusals;
  private final Loop loop;
  private final List<Viewer> viewers = new CopyOnWriteArrayList<>();
  private @Nullable Thread exitHook;
  private @Nullable JmxExposure exposure;
  private @Nullable JfrExposure jfr;
  private @Nullable String recorderTrouble;
  private @Nullable Serving serving;
  private boolean settled;

  private Session(
      Options options,
      Instrumentation instrumentation,
      Subject subject,
      Registry registry,
      Installer installer) {
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
    this.refusals = new Refusals(options.threshold());
    this.loop = new Loop(this, options.interval());
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
    boolean running = attached.equals(ATTACH);
    if (running) {
      rehearse();
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
          new Session(options, instrumentation, Host.subject(attached), registry, installer);
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

  /**
   * Sends each event to a registry of its own, so that no class is loaded inside a socket's lock
   * and what this JDK lacks does not surface in the application.
   */
  private static void rehearse() {
    JdkAccess.number(new FileDescriptor());
    Registry stage = new Registry(1);
    stage.connecting(stage, 0, null, 0);
    stage.unresolved(stage, 0, "", 0);
    stage.connectFailed(stage, 0, new IOException());
    stage.listening(stage, 0, 0);
    stage.event(ConnectionEvent.ACCEPTING, stage, 0);
    stage.accepted(stage, 0, InetAddress.getLoopbackAddress(), 1);
    stage.closing(stage, 0, 1);
    for (ConnectionEvent event : ConnectionEvent.values()) {
      stage.event(event, null, 0);
    }
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
              writeLastReport();
            }
          };
      Runtime.getRuntime().addShutdownHook(hook);
      exitHook = hook;
    }
  }

  /** In a thread of its own, so that a slow disk or a full stderr does not keep the JVM alive. */
  private void writeLastReport() {
    Thread writer =
        new Thread("closewait last report") {
          @Override
          public void run() {
            try {
              announcer.write(watch.lookDeep());
            } catch (Throwable e) {
              Bridge.suppress(e);
            }
          }
        };
    writer.setDaemon(true);
    writer.start();
    try {
      writer.join(LAST_REPORT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes what is to be had before the application may run out of it. */
  void begin() {
    rehearseLate();
    takeReserves();
    refusals.await();
  }

  private void rehearseLate() {
    try {
      if (!isAttached()) {
        rehearse();
      }
    } catch (RuntimeException | LinkageError e) {
      blind.add("not all events of sockets can be heard in this JVM: " + e);
    }
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
   * JDK 8 formats numbers when it links a lambda, and reads a file for that. If it cannot, for want
   * of a descriptor, java.util.Currency is broken as long as the JVM lives.
   */
  private static void readCurrencies() {
    if (System.getProperty("java.specification.version", "").startsWith("1.")) {
      Currency.getInstance(Locale.US);
    }
  }

  /**
   * Once, what can wait until the application runs. It initialises classes of the JDK that break
   * for good without a descriptor, so it gets those of the reserves, and waits while there are few.
   */
  void settle() throws InterruptedException {
    if (settled || watch.isShort()) {
      return;
    }
    settled = true;
    releaseReserves();
    prepareReport();
    testHooks();
    Control control = new Control(options, subject, registry, installer, announcer, watch);
    try {
      expose(control);
    } catch (JMException | RuntimeException | LinkageError e) {
      blind.add("nothing is shown over JMX in this JVM: " + e);
    }
    serve(control);
    jfr = new JfrExposure();
    takeReserves();
  }

  private void prepareReport() {
    try {
      announcer.prepare();
    } catch (IOException e) {
      blind.add("the report cannot be written: " + e);
    }
  }

  private void testHooks() {
    try {
      String inactive = SelfTest.run(registry);
      if (inactive != null) {
        blind.add(inactive);
      }
    } catch (RuntimeException e) {
      blind.add("the self-test of the hooks could not run: " + e);
    }
  }

  private void expose(Control control) throws JMException {
    JmxExposure exposed =
        new JmxExposure(ManagementFactory.getPlatformMBeanServer(), control, watch.look());
    exposed.register();
    exposure = exposed;
    watch.publishTo(exposed);
  }

  private void serve(Control control) throws InterruptedException {
    Address address = options.http();
    if (address != null) {
      ThreadGroup threads = new ThreadGroup("closewait http");
      registry.own(threads);
      Serving started = new Serving(address, options, threads, control);
      started.start();
      serving = started;
    }
  }

  private boolean isAttached() {
    return subject.attached().equals(ATTACH);
  }

  /** Finds the sockets of selectors, and the libraries, that were there before an attach. */
  void catchUp() {
    if (isAttached()) {
      try {
        registry.adoptSelected(Host.threads());
        installer.weaveLoadedLibraries();
      } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
        blind.add("not all that was there before the attach is seen: " + e);
      }
    }
  }

  /** What makes the hooks cheap and is too dear before {@code main}. */
  void prepare() {
    readCurrencies();
    finishHooks();
    try {
      JdkAccess.prepare();
    } catch (LinkageError e) {
      // The hooks work without, and the first look tells what does not.
    }
  }

  private void finishHooks() {
    try {
      if (!isAttached()) {
        installer.finish();
      }
    } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
      blind.add("not all hooks could be woven in this JVM: " + e);
    }
  }

  /** The look of an interval, or the one that a refused descriptor asks for. */
  void look() throws InterruptedException {
    noteMissing();
    boolean refused = refusals.heard();
    Diagnosis seen = refused ? watch.lookAtRefusal() : watch.look();
    if (serving != null) {
      serving.adapt(seen.descriptors(), refused);
    }
    offerToFlightRecorder(seen);
    refusals.await();
  }

  /** Tries again at each look, since a recorder that is just starting may refuse. */
  private void offerToFlightRecorder(Diagnosis seen) {
    if (jfr == null) {
      return;
    }
    try {
      jfr.publish(seen);
      if (recorderTrouble != null) {
        blind.remove(recorderTrouble);
        recorderTrouble = null;
      }
    } catch (RuntimeException | Error e) {
      if (recorderTrouble == null) {
        recorderTrouble = "nothing is shown in Flight Recorder: " + e;
        blind.add(recorderTrouble);
      }
    }
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
  Answer report(String format) throws IOException {
    if (format.equals(BUNDLE)) {
      Diagnosis diagnosis = watch.lookDeep();
      String evidence = Evidence.collect(diagnosis, subject);
      return diagnosis.leakedConnections() == 0 ? Answer.done(evidence) : Answer.leaks(evidence);
    }
    Format wanted;
    try {
      wanted = Format.of(format);
    } catch (IllegalArgumentException e) {
      return Answer.refused(String.valueOf(e.getMessage()));
    }
    Diagnosis diagnosis = watch.lookDeep();
    StringWriter text = new StringWriter();
    Report.write(wanted, diagnosis, subject, text);
    return diagnosis.leakedConnections() == 0
        ? Answer.done(text.toString())
        : Answer.leaks(text.toString());
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
  Answer brief() {
    return Answer.done(Brief.of(watch.lookDeep(), subject));
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
    RefusalBridge.watch(null);
    releaseReserves();
    if (serving != null) {
      serving.stop();
    }
    if (exposure != null) {
      exposure.unregister();
    }
    if (jfr != null) {
      jfr.close();
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
