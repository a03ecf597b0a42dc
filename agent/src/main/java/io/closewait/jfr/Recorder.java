package io.closewait.jfr;

import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Leak;
import io.closewait.tcp.TcpState;
import java.util.Map;
import jdk.jfr.FlightRecorder;

/** The hooks that Flight Recorder calls in the period of each event, while a recording wants it. */
final class Recorder {
  private final Runnable leaks = this::leaks;
  private final Runnable states = this::states;
  private volatile Diagnosis last;

  Recorder(Diagnosis first) {
    last = first;
  }

  /** Whether this JVM has made a recording; loads nothing that only a recording needs. */
  static boolean isInUse() {
    return FlightRecorder.isInitialized();
  }

  void register() {
    FlightRecorder.addPeriodicEvent(LeakEvent.class, leaks);
    FlightRecorder.addPeriodicEvent(ConnectionStatesEvent.class, states);
  }

  void unregister() {
    FlightRecorder.removePeriodicEvent(leaks);
    FlightRecorder.removePeriodicEvent(states);
    FlightRecorder.unregister(LeakEvent.class);
    FlightRecorder.unregister(ConnectionStatesEvent.class);
  }

  void show(Diagnosis diagnosis) {
    last = diagnosis;
  }

  private void leaks() {
    Diagnosis diagnosis = last;
    for (Leak leak : diagnosis.leaks()) {
      new LeakEvent(leak, diagnosis.takenAt()).commit();
    }
  }

  private void states() {
    Map<TcpState, Integer> counts = last.states();
    new ConnectionStatesEvent(counts).commit();
  }
}
