package io.closewait.jfr;

import io.closewait.diagnosis.Diagnosis;
import org.jspecify.annotations.Nullable;

/**
 * Offers the last diagnosis to Flight Recorder, once something in this JVM uses it. Until then no
 * class of it but the one that tells so is loaded; where the JDK has none, nothing happens. For one
 * thread.
 */
public final class JfrExposure {
  private final boolean present = isPresent();
  private @Nullable Recorder recorder;

  private static boolean isPresent() {
    try {
      Class.forName("jdk.jfr.FlightRecorder", false, null);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /**
   * What recordings see from now on.
   *
   * @throws RuntimeException if Flight Recorder does not take the events, as an Error may; the next
   *     call tries again
   */
  public void publish(Diagnosis diagnosis) {
    if (!present) {
      return;
    }
    if (recorder == null && Recorder.isInUse()) {
      Recorder fresh = new Recorder(diagnosis);
      fresh.register();
      recorder = fresh;
    } else if (recorder != null) {
      recorder.show(diagnosis);
    }
  }

  /** Takes the events out of Flight Recorder. */
  public void close() {
    if (recorder != null) {
      recorder.unregister();
      recorder = null;
    }
  }
}
