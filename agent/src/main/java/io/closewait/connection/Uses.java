package io.closewait.connection;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The first uses of a connection, by which its handler is known, the last one, and attempts that
 * failed to read, to write or to close. Thread-safe, without locks.
 */
final class Uses {
  /** Enough for a TLS handshake and the first answer. */
  private static final int KEPT = 8;

  private final AtomicReferenceArray<Use> first = new AtomicReferenceArray<>(KEPT);

  /** Racy on purpose: two uses at once may count as one, of which either is kept. */
  private volatile int count;

  private volatile @Nullable WeakReference<Thread> user;
  volatile String userName = "";
  volatile long usedAt;
  volatile @Nullable Use failure;
  volatile long failedAt;
  volatile @Nullable Use wrapperClose;
  volatile String wrapper = "";
  volatile long wrapperClosedAt;

  /** Notes a use in the current thread, and its stack if it is one of the first. */
  void note(Thread current, CallSites sites) {
    int index = count;
    if (index < KEPT) {
      count = index + 1;
      first.set(index, new Use(Connection.nameOf(current), sites.here()));
    }
    if (user() != current) {
      user = new WeakReference<>(current);
      userName = Connection.nameOf(current);
    }
    usedAt = Connection.now();
  }

  /** Notes that a read or write in the current thread has failed. */
  void failed(CallSites sites) {
    failure = new Use(Connection.currentThread(), sites.here());
    failedAt = Connection.now();
  }

  /**
   * Notes that the current thread closes an object that leaves the socket below it open; only the
   * first time, because the finalizer of JDK 11 to 17 closes it once more.
   */
  void wrapperClosed(String type, CallSites sites) {
    if (wrapperClose != null) {
      return;
    }
    wrapper = type;
    wrapperClose = new Use(Connection.currentThread(), sites.here());
    wrapperClosedAt = Connection.now();
  }

  /** The thread that used it last; null if there was none or it is gone. */
  @Nullable Thread user() {
    WeakReference<Thread> reference = user;
    return reference == null ? null : reference.get();
  }

  /** Those that were kept, the first one first. */
  List<Use> first() {
    List<Use> uses = new ArrayList<>();
    for (int i = 0; i < KEPT; i++) {
      Use use = first.get(i);
      if (use != null) {
        use.site().resolve();
        uses.add(use);
      }
    }
    return uses;
  }
}
