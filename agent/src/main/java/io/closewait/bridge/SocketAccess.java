package io.closewait.bridge;

import java.io.FileDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.net.Socket;
import java.net.SocketImpl;
import org.jspecify.annotations.Nullable;

/**
 * Finds the descriptor of the socket at the bottom of layers. Thread-safe.
 *
 * <p>The fields are the same from JDK 8 to 27: {@code self} of {@code
 * sun.security.ssl.BaseSSLSocketImpl}, {@code impl} of {@code java.net.Socket}.
 */
@JdkInternal
final class SocketAccess {
  private static final int DEEPEST = 8;
  private static final String TLS = "sun.security.ssl.SSLSocketImpl";

  private static final MethodHandle IMPL;
  private static final MethodHandle DESCRIPTOR;

  static {
    try {
      IMPL = JdkAccess.lookup(Socket.class).findGetter(Socket.class, "impl", SocketImpl.class);
      DESCRIPTOR =
          JdkAccess.lookup(SocketImpl.class)
              .findVirtual(
                  SocketImpl.class,
                  "getFileDescriptor",
                  MethodType.methodType(FileDescriptor.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private SocketAccess() {}

  /** Null if there is none, or if a class of the application would have to be asked. */
  static @Nullable FileDescriptor descriptor(Socket top) throws Throwable {
    Socket socket = top;
    for (int i = 0; i < DEEPEST && socket.getClass().getName().equals(TLS); i++) {
      Socket below = Layer.below(socket);
      if (below == socket) {
        break;
      }
      socket = below;
    }
    SocketImpl impl = (SocketImpl) IMPL.invokeExact(socket);
    return impl == null || impl.getClass().getClassLoader() != null
        ? null
        : (FileDescriptor) DESCRIPTOR.invokeExact(impl);
  }

  /** Loaded only where TLS is. */
  @JdkInternal
  private static final class Layer {
    private static final MethodHandle SELF;

    static {
      try {
        Class<?> base = Class.forName("sun.security.ssl.BaseSSLSocketImpl", false, null);
        SELF =
            JdkAccess.lookup(base)
                .findGetter(base, "self", Socket.class)
                .asType(MethodType.methodType(Socket.class, Socket.class));
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private Layer() {}

    /** The socket itself if it is not layered. */
    static Socket below(Socket layer) throws Throwable {
      return (Socket) SELF.invokeExact(layer);
    }
  }
}
