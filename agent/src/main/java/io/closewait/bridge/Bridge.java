package io.closewait.bridge;

import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.Selector;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The static methods that woven JDK code calls. None of them throws, whatever the listener does;
 * what it throws is counted. Thread-safe.
 */
public final class Bridge {
  private static final AtomicLong SUPPRESSED = new AtomicLong();

  private static volatile @Nullable ConnectionListener listener;
  private static volatile @Nullable String lastSuppressed;

  /** Plain on purpose: a use that misses a change for a moment costs nothing but one fact. */
  private static boolean usesWatched;

  /** Plain too, for the same reason. */
  private static boolean olderSought;

  /**
   * By descriptor, the time of the first look since its last use, 0 from a use to the next look.
   * Plain too: a use writes only once between two looks, and one that is missed at the moment of a
   * look costs nothing, unless it was the only one for hours.
   */
  private static int[] unusedSince = {};

  /**
   * How the C library spells EMFILE and begins ENFILE, where it does not translate its messages:
   * {@code UnixNativeDispatcher.strerror}, which could tell, answers for another error.
   */
  private static final String REFUSAL = "Too many open files";

  private static volatile @Nullable Thread refusalWatcher;
  private static volatile boolean refused;

  private Bridge() {}

  /** Sets who hears the events; null for nobody. */
  public static void listen(@Nullable ConnectionListener newListener) {
    listener = newListener;
    if (newListener == null) {
      usesWatched = false;
      olderSought = false;
      unusedSince = new int[0];
    }
  }

  /** Whether anybody hears the events. */
  public static boolean isHeard() {
    return listener != null;
  }

  /** Whether reads that return data, and writes, are reported. */
  public static void watchUses(boolean watched) {
    usesWatched = watched;
  }

  /**
   * Wakes a thread at the next exception of another thread that says that no descriptor was to be
   * had; see {@link #takeRefusal}.
   *
   * @param watcher null for nobody
   */
  public static void watchRefusals(@Nullable Thread watcher) {
    refusalWatcher = watcher;
  }

  /** Whether there was such an exception; it counts once. */
  public static boolean takeRefusal() {
    boolean taken = refused;
    refused = false;
    return taken;
  }

  /** Whether {@link #takeRefusal} would tell of one. */
  public static boolean isRefused() {
    return refused;
  }

  /** Whether all uses are reported, because the sockets may be older than the hooks. */
  public static void seekOlder(boolean sought) {
    olderSought = sought;
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

  private static void used(int descriptor) {
    int[] since = unusedSince;
    if (descriptor >= 0 && descriptor < since.length && since[descriptor] != 0) {
      since[descriptor] = 0;
    }
  }

  /** How many errors of the listener were kept from the application. */
  public static long suppressed() {
    return SUPPRESSED.get();
  }

  /** The last error that was kept from the application; null if there was none. */
  public static @Nullable String lastSuppressed() {
    return lastSuppressed;
  }

  /** Woven into the start of every connect. */
  public static void connecting(
      Object owner, @Nullable FileDescriptor descriptor, @Nullable SocketAddress remote) {
    ConnectionListener target = listener;
    if (target == null || descriptor == null || !(remote instanceof InetSocketAddress)) {
      return;
    }
    if (!Reentry.enter()) {
      return;
    }
    try {
      InetSocketAddress address = (InetSocketAddress) remote;
      int number = JdkAccess.number(descriptor);
      used(number);
      target.connecting(owner, number, address.getAddress(), address.getPort());
      if (address.isUnresolved()) {
        target.unresolved(owner, number, address.getHostString(), address.getPort());
      }
    } catch (Throwable e) {
      suppress(e);
    } finally {
      Reentry.leave();
    }
  }

  /** Woven into the exception handlers of every connect. */
  public static void connectFailed(
      Throwable error, Object owner, @Nullable FileDescriptor descriptor) {
    ConnectionListener target = listener;
    if (target == null || descriptor == null || !Reentry.enter()) {
      return;
    }
    try {
      target.connectFailed(owner, JdkAccess.number(descriptor), error);
    } catch (Throwable e) {
      suppress(e);
    } finally {
      Reentry.leave();
    }
  }

  /** Woven into the start of close() of a socket. */
  public static void closing(Object owner, @Nullable FileDescriptor descriptor, int localPort) {
    ConnectionListener target = listener;
    if (target == null || descriptor == null || !Reentry.enter()) {
      return;
    }
    try {
      target.closing(owner, JdkAccess.number(descriptor), localPort);
    } catch (Throwable e) {
      suppress(e);
    } finally {
      Reentry.leave();
    }
  }

  /** Woven into the start of close() of a channel. */
  public static void closing(
      Object owner, @Nullable FileDescriptor descriptor, @Nullable SocketAddress local) {
    closing(
        owner,
        descriptor,
        local instanceof InetSocketAddress ? ((InetSocketAddress) local).getPort() : 0);
  }

  /** Woven into the end of a connect that tells whether it is established. */
  public static void connected(boolean done, Object owner, @Nullable FileDescriptor descriptor) {
    if (done) {
      event(ConnectionEvent.CONNECTED, owner, descriptor);
    }
  }

  /** Woven into the end of an accept. */
  public static void accepted(
      Object owner, @Nullable FileDescriptor descriptor, @Nullable InetAddress address, int port) {
    ConnectionListener target = listener;
    if (target == null || descriptor == null || !Reentry.enter()) {
      return;
    }
    try {
      int number = JdkAccess.number(descriptor);
      used(number);
      target.accepted(owner, number, address, port);
    } catch (Throwable e) {
      suppress(e);
    } finally {
      Reentry.leave();
    }
  }

  /** Woven into the end of the constructors of accepted channels. */
  public static void accepted(
      Object owner, @Nullable FileDescriptor descriptor, @Nullable SocketAddress remote) {
    if (remote instanceof InetSocketAddress) {
      InetSocketAddress address = (InetSocketAddress) remote;
      accepted(owner, descriptor, address.getAddress(), address.getPort());
    }
  }

  /** Woven into the end of every listen. */
  public static void listening(Object owner, @Nullable FileDescriptor descriptor, int backlog) {
    ConnectionListener target = listener;
    if (target == null || descriptor == null || !Reentry.enter()) {
      return;
    }
    try {
      // The JDK's own default where the caller names none.
      target.listening(owner, JdkAccess.number(descriptor), backlog < 1 ? 50 : backlog);
    } catch (Throwable e) {
      suppress(e);
    } finally {
      Reentry.leave();
    }
  }

  /** Woven into the end of every read that returns the number of bytes, -1 for the end. */
  public static void read(int count, @Nullable FileDescriptor descriptor) {
    read((long) count, descriptor);
  }

  /** Woven into the end of every scattering read. */
  public static void read(long count, @Nullable FileDescriptor descriptor) {
    if (count == -1) {
      event(ConnectionEvent.END_OF_STREAM, null, descriptor);
    } else if (count > 0) {
      used(ConnectionEvent.READ, descriptor);
    }
  }

  /** Woven into the start of every write. */
  public static void write(@Nullable FileDescriptor descriptor) {
    used(ConnectionEvent.WRITE, descriptor);
  }

  private static void used(ConnectionEvent event, @Nullable FileDescriptor descriptor) {
    if (usesWatched || olderSought) {
      event(event, null, descriptor);
    } else if (unusedSince.length > 0 && descriptor != null) {
      try {
        used(JdkAccess.number(descriptor));
      } catch (Throwable e) {
        suppress(e);
      }
    }
  }

  /** A read of a library's own socket, which returned the number of bytes, -1 for the end. */
  public static void read(int count, Object owner, int descriptor) {
    if (count == -1) {
      event(ConnectionEvent.END_OF_STREAM, owner, descriptor);
    } else if (count > 0) {
      used(ConnectionEvent.READ, owner, descriptor);
    }
  }

  /** A write to a library's own socket is about to happen. */
  public static void write(Object owner, int descriptor) {
    used(ConnectionEvent.WRITE, owner, descriptor);
  }

  private static void used(ConnectionEvent event, Object owner, int descriptor) {
    if (usesWatched) {
      event(event, owner, descriptor);
    } else {
      used(descriptor);
    }
  }

  /** Woven into the start of every select. */
  public static void selecting(Selector selector) {
    ConnectionListener target = listener;
    if (target == null) {
      return;
    }
    try {
      target.selecting(selector);
    } catch (Throwable e) {
      suppress(e);
    }
  }

  /** A pool of a library is about to open a connection. */
  public static void pooling(Object pool) {
    ConnectionListener target = listener;
    if (target == null || !Reentry.enter()) {
      return;
    }
    try {
      target.pooling(pool);
    } catch (Throwable e) {
      suppress(e);
    } finally {
      Reentry.leave();
    }
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
    Thread watcher = refusalWatcher;
    if (watcher != null && watcher != Thread.currentThread()) {
      refusalWatcher = null;
      refused = true;
      LockSupport.unpark(watcher);
    }
  }

  private static boolean isRefusal(String message) {
    return message.startsWith(REFUSAL)
        || (message.endsWith(")")
            && message.startsWith(REFUSAL, message.length() - 1 - REFUSAL.length()));
  }

  /** Woven wherever something else happens to a socket. */
  public static void event(
      ConnectionEvent event, @Nullable Object owner, @Nullable FileDescriptor descriptor) {
    if (listener == null || descriptor == null) {
      return;
    }
    try {
      if (olderSought && event != ConnectionEvent.RELEASED) {
        adopt(owner, descriptor);
      }
      event(event, owner, JdkAccess.number(descriptor));
    } catch (Throwable e) {
      suppress(e);
    }
  }

  private static void adopt(@Nullable Object owner, FileDescriptor descriptor) {
    ConnectionListener target = listener;
    if (target == null || !Reentry.enter()) {
      return;
    }
    try {
      target.used(owner, descriptor);
    } finally {
      Reentry.leave();
    }
  }

  /** Woven where there is no more than the descriptor's number. */
  public static void event(ConnectionEvent event, @Nullable Object owner, int descriptor) {
    ConnectionListener target = listener;
    if (target == null || !Reentry.enter()) {
      return;
    }
    try {
      used(descriptor);
      target.event(event, owner, descriptor);
    } catch (Throwable e) {
      suppress(e);
    } finally {
      Reentry.leave();
    }
  }

  /** An object above a socket is about to be closed, and may leave the socket open. */
  public static void wrapperClosed(Object wrapper, Socket below) {
    ConnectionListener target = listener;
    if (target == null || !Reentry.enter()) {
      return;
    }
    try {
      FileDescriptor descriptor = SocketAccess.descriptor(below);
      if (descriptor != null) {
        target.wrapperClosed(wrapper, JdkAccess.number(descriptor));
      }
    } catch (Throwable e) {
      suppress(e);
    } finally {
      Reentry.leave();
    }
  }

  /**
   * Counts an error that was kept from the application. Throws nothing, even without memory or on a
   * full stack.
   */
  public static void suppress(Throwable error) {
    try {
      SUPPRESSED.incrementAndGet();
      lastSuppressed = error.getClass().getName();
      StackTraceElement[] stack = error.getStackTrace();
      lastSuppressed = error + (stack.length == 0 ? "" : " at " + stack[0]);
    } catch (Throwable e) {
      // What was said of it until here must do.
    }
  }
}
