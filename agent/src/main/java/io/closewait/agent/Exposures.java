package io.closewait.agent;

import io.closewait.connection.Registry;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.jfr.JfrExposure;
import io.closewait.jmx.JmxExposure;
import io.closewait.options.Address;
import io.closewait.options.Options;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.JMException;
import org.jspecify.annotations.Nullable;

/** Where people meet the agent while the JVM runs: JMX, HTTP and Flight Recorder. */
final class Exposures {
  private final Options options;
  private final Registry registry;
  private final Watch watch;
  private final List<String> blind;
  private @Nullable JfrExposure jfr;
  private @Nullable String recorderTrouble;
  private @Nullable JmxExposure jmx;
  private @Nullable Serving serving;

  /**
   * @param blind gets what cannot be shown
   */
  Exposures(Options options, Registry registry, Watch watch, List<String> blind) {
    this.options = options;
    this.registry = registry;
    this.watch = watch;
    this.blind = blind;
  }

  /** JMX, and HTTP if it is wanted. */
  void start(Control control) throws InterruptedException {
    try {
      expose(control);
    } catch (Exception | LinkageError e) {
      // JMException by name would keep this class from loading where there is no java.management.
      blind.add("nothing is shown over JMX in this JVM: " + e);
    }
    serve(control);
    jfr = new JfrExposure();
  }

  private void expose(Control control) throws JMException {
    JmxExposure exposed =
        new JmxExposure(ManagementFactory.getPlatformMBeanServer(), control, watch.look());
    exposed.register();
    jmx = exposed;
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

  /** Shows what a look has seen. */
  void show(Diagnosis seen, boolean refused) throws InterruptedException {
    if (serving != null) {
      serving.adapt(seen.descriptors(), refused);
    }
    offerToFlightRecorder(seen);
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

  /** Takes all of it away. */
  void stop() throws JMException, InterruptedException {
    if (serving != null) {
      serving.stop();
    }
    if (jmx != null) {
      jmx.unregister();
    }
    if (jfr != null) {
      jfr.close();
    }
  }
}
