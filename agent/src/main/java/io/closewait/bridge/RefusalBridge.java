package io.closewait.bridge;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What the woven constructor of IOException calls, and whether the system refused a descriptor.
 * Thread-safe.
 */
public final class RefusalBridge {
  /**
   * How the C library spells EMFILE and begins ENFILE, where it does not translate its messages:
   * {@code UnixNativeDispatcher.strerror}, which could tell, answers for another error.
   */
  private static final String REFUSAL = "Too many open files";

  private static volatile @Nullable Thread watcher;
  private static volatile boolean refused;

  private RefusalBridge() {}

  /**
   * Wakes a thread at the next exception of another thread that says that no descriptor was to be
   * had; see {@link #take}.
   */
  public static void wakeAtNext(Thread woken) {
    watcher = woken;
  }

  /** Wakes nobody, and forgets what was refused. */
  static void forget() {
    watcher = null;
    refused = false;
  }

  /** Whether there was such an exception; it counts once. */
  public static boolean take() {
    boolean taken = refused;
    refused = false;
    return taken;
  }

  /** Whether {@link #take} would tell of one. */
  public static boolean isRefused() {
    return refused;
  }

  /**
   * Woven into the end of the constructor of IOException that takes a message: what the JDK throws
   * when the system refuses a descriptor begins with the system's words for a socket, and has them
   * in brackets at its end for a file.
   */
  public static void failed(@Nullable String message) {
    if (message == null || !isRefusal(message)) {
      return;
    }
    Thread woken = watcher;
    if (woken != null && woken != Thread.currentThread()) {
      watcher = null;
      refused = true;
      LockSupport.unpark(woken);
    }
  }

  private static boolean isRefusal(String message) {
    return message.startsWith(REFUSAL)
        || (message.endsWith(")")
            && message.startsWith(REFUSAL, message.length() - 1 - REFUSAL.length()));
  }
}
