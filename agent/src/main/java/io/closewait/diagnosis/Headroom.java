package io.closewait.diagnosis;

import io.closewait.kernel.Descriptors;
import org.jspecify.annotations.Nullable;

/** Tells when descriptors run short, once each time. For use by one thread. */
public final class Headroom {
  /** What is worth a line. */
  public enum Alarm {
    /** Four fifths of the descriptors that the process may have are open. */
    FEW_LEFT,
    /** The system refused a descriptor. */
    REFUSED
  }

  private static final double FEW_LEFT = 0.8;

  /** The share of the limit below which the next shortage is another one. */
  private static final double ENOUGH_LEFT = 0.7;

  private boolean refused;
  private boolean refusalTold;
  private boolean told;

  /** Notes that the system refused a descriptor. */
  public void refuse() {
    refused = true;
  }

  /** Whether the system refused a descriptor since there were enough. */
  public boolean refused() {
    return refused;
  }

  /** Whether few descriptors are left, or none. */
  public boolean isShort(Descriptors descriptors) {
    return refused || share(descriptors) >= FEW_LEFT;
  }

  /** The alarm that the present numbers are worth; null if none, or if it was raised already. */
  public @Nullable Alarm update(Descriptors descriptors) {
    Alarm alarm = null;
    if (refused && !refusalTold) {
      alarm = Alarm.REFUSED;
    } else if (!told && share(descriptors) >= FEW_LEFT) {
      alarm = Alarm.FEW_LEFT;
    }
    told |= alarm != null;
    refusalTold |= refused;
    if (isKnown(descriptors) && share(descriptors) < ENOUGH_LEFT) {
      refused = false;
      refusalTold = false;
      told = false;
    }
    return alarm;
  }

  private static boolean isKnown(Descriptors descriptors) {
    return descriptors.open().isPresent() && descriptors.limit().isPresent();
  }

  /** The share of the limit that is open; 0 if either is not known. */
  private static double share(Descriptors descriptors) {
    return isKnown(descriptors)
        ? (double) descriptors.open().getAsLong() / descriptors.limit().getAsLong()
        : 0;
  }
}
