package io.closewait.bridge;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * The static methods that woven library code calls: of libraries that have sockets that the JDK
 * knows nothing of, and of pools. None of them throws. Thread-safe.
 *
 * <p>It lives in {@code java.net} rather than beside {@link Bridge}: every class loader, also one
 * that filters what it delegates, sees the packages that begin with {@code java.}, and java.base
 * exports this one to every module.
 */
public final class LibrarySocketBridge {
  private LibrarySocketBridge() {}

  /**
   * Woven into where a TCP socket is made, mostly in the thread of whoever wants it; its connect
   * follows in another.
   */
  public static void created(Object owner, int descriptor) {
    Bridge.event(ConnectionEvent.CREATED, owner, descriptor);
  }

  /** Woven into where a library makes an object of its own around a channel of the JDK. */
  public static void created(@Nullable SocketChannel channel) {
    if (channel == null || !Bridge.isHeard()) {
      return;
    }
    try {
      FileDescriptor descriptor = SelectorAccess.descriptor(channel);
      Bridge.event(ConnectionEvent.CREATED, channel, descriptor);
    } catch (Throwable e) {
      Bridge.suppress(e);
    }
  }

  /** Woven into the start of every connect; of the sockets that are not TCP nothing is reported. */
  public static void connecting(@Nullable SocketAddress remote, Object owner, int descriptor) {
    if (remote instanceof InetSocketAddress) {
      FileDescriptor tcp = tcp(descriptor);
      if (tcp != null) {
        Bridge.connecting(owner, tcp, remote);
      }
    }
  }

  /** Woven into the end of a connect that tells whether it is established. */
  public static void connected(boolean done, Object owner, int descriptor) {
    if (done) {
      connected(owner, descriptor);
    }
  }

  /** Woven into where a connect fails. */
  public static void connectFailed(Throwable error, Object owner, int descriptor) {
    Bridge.connectFailed(error, owner, tcp(descriptor));
  }

  /** Woven into where a connect is established. */
  public static void connected(Object owner, int descriptor) {
    Bridge.event(ConnectionEvent.CONNECTED, owner, descriptor);
  }

  /** Woven into the end of the constructors of accepted channels. */
  public static void accepted(@Nullable SocketAddress remote, Object owner, int descriptor) {
    if (remote instanceof InetSocketAddress) {
      Bridge.accepted(owner, tcp(descriptor), remote);
    }
  }

  /** Woven into the end of the constructors of accepted channels that do not know their peer. */
  public static void accepted(Object owner, int descriptor) {
    FileDescriptor tcp = tcp(descriptor);
    if (tcp == null) {
      return;
    }
    try {
      Bridge.accepted(owner, tcp, JdkAccess.remoteAddress(tcp));
    } catch (IOException e) {
      // The peer has gone already.
      Bridge.accepted(owner, tcp, null, 0);
    } catch (Throwable e) {
      Bridge.suppress(e);
    }
  }

  /** Woven into the end of listen. */
  public static void listening(int backlog, Object owner, int descriptor) {
    Bridge.listening(owner, tcp(descriptor), backlog);
  }

  /** Woven into the start of every accept. */
  public static void accepting(Object owner, int descriptor) {
    Bridge.event(ConnectionEvent.ACCEPTING, owner, descriptor);
  }

  /** Woven into the end of every read that returns the number of bytes, -1 for the end. */
  public static void read(int count, Object owner, int descriptor) {
    UseBridge.read(count, owner, descriptor);
  }

  /** Woven into where a read of the kernel's is done, whose result is 0 for the end. */
  public static void completed(int result, Object owner, int descriptor) {
    if (result >= 0) {
      UseBridge.read(result == 0 ? -1 : result, owner, descriptor);
    }
  }

  /** Woven into the start of every write. */
  public static void write(Object owner, int descriptor) {
    UseBridge.write(owner, descriptor);
  }

  /** Woven into the start of shutdown. */
  public static void shutdown(boolean input, boolean output, Object owner, int descriptor) {
    if (input) {
      Bridge.event(ConnectionEvent.SHUTDOWN_INPUT, owner, descriptor);
    }
    if (output) {
      Bridge.event(ConnectionEvent.SHUTDOWN_OUTPUT, owner, descriptor);
    }
  }

  /** Woven into close, which gives the descriptor back if it is open. */
  public static void released(boolean open, Object owner, int descriptor) {
    if (open) {
      closing(owner, tcp(descriptor));
      Bridge.event(ConnectionEvent.RELEASED, owner, descriptor);
    }
  }

  private static void closing(Object owner, @Nullable FileDescriptor tcp) {
    if (tcp == null) {
      return;
    }
    try {
      Bridge.closing(owner, tcp, JdkAccess.localAddress(tcp));
    } catch (IOException e) {
      Bridge.closing(owner, tcp, 0);
    } catch (Throwable e) {
      Bridge.suppress(e);
    }
  }

  /** Woven into where a pool opens a connection, whatever its transport. */
  public static void pooling(Object pool) {
    Bridge.pooling(pool);
  }

  /** Woven into the start of the close() of a TLS socket. */
  public static void layerClosed(boolean closesBelow, Socket layer) {
    if (!closesBelow) {
      Bridge.wrapperClosed(layer, layer);
    }
  }

  /** Woven into the start of the close() of an object that has a socket. */
  public static void wrapperClosed(Object wrapper, @Nullable Socket below) {
    if (below != null) {
      Bridge.wrapperClosed(wrapper, below);
    }
  }

  /** Borrows a descriptor by its number; null if it is no TCP socket or nobody listens. */
  private static @Nullable FileDescriptor tcp(int descriptor) {
    if (!Bridge.isHeard()) {
      return null;
    }
    try {
      FileDescriptor borrowed = new FileDescriptor();
      JdkAccess.setDescriptor(borrowed, descriptor);
      JdkAccess.tcpInfo(borrowed);
      return borrowed;
    } catch (IOException e) {
      return null;
    } catch (Throwable e) {
      Bridge.suppress(e);
      return null;
    }
  }
}
