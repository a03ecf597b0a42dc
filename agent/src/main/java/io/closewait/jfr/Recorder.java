package io.closewait.jfr;

import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Leak;
import io.closewait.tcp.TcpState;
import java.util.Map;
import jdk.jfr.Event;
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

  /** All or nothing, so that it may be called again. */
  void register() {
    try {
      add(LeakEvent.class, leaks);
      add(ConnectionStatesEvent.class, states);
    } catch (RuntimeException | Error e) {
      FlightRecorder.removePeriodicEvent(leaks);
      FlightRecorder.removePeriodicEvent(states);
      throw e;
    }
  }

  private static void add(Class<? extends Event> event, Runnable hook) {
    FlightRecorder.register(event);
    FlightRecorder.addPeriodicEvent(event, hook);
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
