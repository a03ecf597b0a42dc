package io.closewait.bridge;

import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The static methods that woven JDK code calls, except for uses and refusals. None of them throws,
 * whatever the listener does; what it throws is counted. Thread-safe.
 */
public final class Bridge {
  private static final AtomicLong SUPPRESSED = new AtomicLong();

  private static volatile @Nullable ConnectionListener listener;
  private static volatile @Nullable String lastSuppressed;

  private Bridge() {}

  /** Sets who hears the events; null for nobody. */
  public static void listen(@Nullable ConnectionListener newListener) {
    listener = null;
    UseBridge.forget();
    RefusalBridge.forget();
    listener = newListener;
  }

  /** Whether anybody hears the events. */
  public static boolean isHeard() {
    return listener != null;
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
      UseBridge.used(number);
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
      UseBridge.used(number);
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

  /** Woven wherever something else happens to a socket. */
  public static void event(
      ConnectionEvent event, @Nullable Object owner, @Nullable FileDescriptor descriptor) {
    if (listener == null || descriptor == null) {
      return;
    }
    try {
      if (UseBridge.isOlderSought() && event != ConnectionEvent.RELEASED) {
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
      UseBridge.used(descriptor);
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
