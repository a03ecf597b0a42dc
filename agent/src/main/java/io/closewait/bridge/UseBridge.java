package io.closewait.bridge;

import java.io.FileDescriptor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The static methods that woven reads and writes call, and since when descriptors are not used.
 * None of them throws. Thread-safe.
 */
public final class UseBridge {
  /** Plain on purpose: a use that misses a change for a moment costs nothing but one fact. */
  private static boolean watched;

  /** Plain too, for the same reason. */
  private static boolean olderSought;

  /**
   * By descriptor, the time of the first look since its last use, 0 from a use to the next look.
   * Plain too: a use writes only once between two looks, and one that is missed at the moment of a
   * look costs nothing, unless it was the only one for hours.
   */
  private static int[] unusedSince = {};

  private UseBridge() {}

  /** Whether reads that return data, and writes, are reported. */
  public static void watch(boolean uses) {
    watched = uses;
  }

  /** Whether all uses are reported, because the sockets may be older than the hooks. */
  public static void seekOlder(boolean sought) {
    olderSought = sought;
  }

  static boolean isOlderSought() {
    return olderSought;
  }

  /** Reports and notes no uses any more. */
  static void forget() {
    watched = false;
    olderSought = false;
    unusedSince = new int[0];
  }

  /**
   * Notes which descriptors were not used since the last look; for one thread at a time.
   *
   * @param limit descriptors below this are looked at
   * @param time of this look, ascending and positive
   */
  public static void lookForUnused(int limit, int time) {
    int[] since = unusedSince;
    if (since.length < limit) {
      since = Arrays.copyOf(since, limit + limit / 4);
      unusedSince = since;
    }
    for (int descriptor = 0; descriptor < limit; descriptor++) {
      if (since[descriptor] == 0) {
        since[descriptor] = time;
      }
    }
  }

  /** The time of the look since which a descriptor was not used; 0 if it was, or is not known. */
  public static int unusedSince(int descriptor) {
    int[] since = unusedSince;
    return descriptor >= 0 && descriptor < since.length ? since[descriptor] : 0;
  }

  /** A descriptor is used now. */
  static void used(int descriptor) {
    int[] since = unusedSince;
    if (descriptor >= 0 && descriptor < since.length && since[descriptor] != 0) {
      since[descriptor] = 0;
    }
  }

  /** Woven into the end of every read that returns the number of bytes, -1 for the end. */
  public static void read(int count, @Nullable FileDescriptor descriptor) {
    read((long) count, descriptor);
  }

  /** Woven into the end of every scattering read. */
  public static void read(long count, @Nullable FileDescriptor descriptor) {
    if (count == -1) {
      Bridge.event(ConnectionEvent.END_OF_STREAM, null, descriptor);
    } else if (count > 0) {
      used(ConnectionEvent.READ, descriptor);
    }
  }

  /** Woven into the start of every write. */
  public static void write(@Nullable FileDescriptor descriptor) {
    used(ConnectionEvent.WRITE, descriptor);
  }

  private static void used(ConnectionEvent event, @Nullable FileDescriptor descriptor) {
    if (watched || olderSought) {
      Bridge.event(event, null, descriptor);
    } else if (unusedSince.length > 0 && descriptor != null) {
      try {
        used(JdkAccess.number(descriptor));
      } catch (Throwable e) {
        Bridge.suppress(e);
      }
    }
  }

  /** A read of a library's own socket, which returned the number of bytes, -1 for the end. */
  public static void read(int count, Object owner, int descriptor) {
    if (count == -1) {
      Bridge.event(ConnectionEvent.END_OF_STREAM, owner, descriptor);
    } else if (count > 0) {
      used(ConnectionEvent.READ, owner, descriptor);
    }
  }

  /** A write to a library's own socket is about to happen. */
  public static void write(Object owner, int descriptor) {
    used(ConnectionEvent.WRITE, owner, descriptor);
  }

  private static void used(ConnectionEvent event, Object owner, int descriptor) {
    if (watched) {
      Bridge.event(event, owner, descriptor);
    } else {
      used(descriptor);
    }
  }
}
