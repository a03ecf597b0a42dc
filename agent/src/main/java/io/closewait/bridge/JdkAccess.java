package io.closewait.bridge;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Internals of java.base that answer what no public API does. Thread-safe.
 *
 * <p>All of them exist with the same names and types from JDK 8 to 27: {@code
 * sun.nio.ch.Net.getIntOption0}, {@code localAddress} and {@code remoteAddress}, {@code
 * sun.nio.ch.IOUtil.fdVal}, {@code java.io.FileDescriptor.fd}, {@code
 * java.lang.Throwable.backtrace}, {@code sun.net.www.http.HttpClient.kac}.
 */
@JdkInternal
public final class JdkAccess {
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_INFO = 11;

  /** Plain on purpose: who misses the change for a moment goes the slower way once more. */
  private static boolean prepared;

  private JdkAccess() {}

  /**
   * Makes the method handles, which takes milliseconds. Until then a descriptor's number is asked
   * of native code and there are no backtraces.
   *
   * @throws LinkageError if this JDK has other internals
   */
  public static void prepare() {
    Handles.make();
    prepared = true;
  }

  /** Makes {@code scratch} name the descriptor with this number; nothing is opened or closed. */
  public static void setDescriptor(FileDescriptor scratch, int number) {
    try {
      Handles.SET_DESCRIPTOR.invokeExact(scratch, number);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /**
   * The first four bytes of the kernel's {@code struct tcp_info}; its lowest byte is {@code
   * tcpi_state}, see {@code include/uapi/linux/tcp.h}.
   *
   * @throws IOException if the descriptor is not an open TCP socket
   */
  public static int tcpInfo(FileDescriptor descriptor) throws IOException {
    try {
      return (int) Handles.GET_INT_OPTION.invokeExact(descriptor, false, IPPROTO_TCP, TCP_INFO);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /**
   * The local address of an open socket.
   *
   * @throws IOException if the descriptor is not an open socket
   */
  public static InetSocketAddress localAddress(FileDescriptor descriptor) throws IOException {
    try {
      return (InetSocketAddress) Handles.LOCAL_ADDRESS.invokeExact(descriptor);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /**
   * The remote address of a connected socket.
   *
   * @throws IOException if the descriptor is not a connected socket, or this JDK is older than 17:
   *     it declares the native method and does not have it
   */
  public static InetSocketAddress remoteAddress(FileDescriptor descriptor) throws IOException {
    try {
      return (InetSocketAddress) Handles.REMOTE_ADDRESS.invokeExact(descriptor);
    } catch (UnsatisfiedLinkError e) {
      throw new IOException(e);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** The number behind a descriptor; -1 if it is closed. */
  public static int number(FileDescriptor descriptor) {
    if (!prepared) {
      return IOUtil.fdVal(descriptor);
    }
    try {
      return (int) Handles.GET_DESCRIPTOR.invokeExact(descriptor);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /**
   * How many idle connections HttpURLConnection keeps for their next use: the entries of {@code
   * sun.net.www.http.HttpClient.kac}, a map of queues. -1 if it is just changing. Not to be asked
   * before the application has used that class, because asking initialises it.
   *
   * @throws ReflectiveOperationException if this JDK keeps them otherwise
   */
  public static int idleHttpConnections() throws ReflectiveOperationException {
    Class<?> client = Class.forName("sun.net.www.http.HttpClient", false, null);
    Class<?> cache = Class.forName("sun.net.www.http.KeepAliveCache", false, null);
    MethodHandle getter = lookup(client).findStaticGetter(client, "kac", cache);
    int count = 0;
    try {
      for (Object queue : ((Map<?, ?>) getter.invoke()).values()) {
        count += ((Collection<?>) queue).size();
      }
    } catch (ConcurrentModificationException e) {
      return -1;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
    return count;
  }

  /** HotSpot's own form of a stack, opaque; null where the JVM keeps none or before prepare(). */
  public static @Nullable Object backtrace(Throwable throwable) {
    if (!prepared || Handles.GET_BACKTRACE == null) {
      return null;
    }
    try {
      return (Object) Handles.GET_BACKTRACE.invokeExact(throwable);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** Finds the private members of a class of java.base. */
  static MethodHandles.Lookup lookup(Class<?> target) throws ReflectiveOperationException {
    if (System.getProperty("java.specification.version", "").startsWith("1.")) {
      Field trusted = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
      trusted.setAccessible(true);
      return (MethodHandles.Lookup) trusted.get(null);
    }
    return MethodHandles.privateLookupIn(target, MethodHandles.lookup());
  }

  /** Made at their first use. */
  @JdkInternal
  private static final class Handles {
    private static final MethodType INT_OPTION =
        MethodType.methodType(int.class, FileDescriptor.class, boolean.class, int.class, int.class);

    private static final MethodType ADDRESS =
        MethodType.methodType(InetSocketAddress.class, FileDescriptor.class);
    private static final MethodHandle GET_DESCRIPTOR;
    private static final MethodHandle SET_DESCRIPTOR;
    private static final MethodHandle GET_INT_OPTION;
    private static final MethodHandle LOCAL_ADDRESS;
    private static final MethodHandle REMOTE_ADDRESS;
    private static final @Nullable MethodHandle GET_BACKTRACE;

    static {
      try {
        Class<?> net = Class.forName("sun.nio.ch.Net", false, null);
        MethodHandles.Lookup descriptors = lookup(FileDescriptor.class);
        GET_DESCRIPTOR = descriptors.findGetter(FileDescriptor.class, "fd", int.class);
        SET_DESCRIPTOR = descriptors.findSetter(FileDescriptor.class, "fd", int.class);
        GET_INT_OPTION = lookup(net).findStatic(net, "getIntOption0", INT_OPTION);
        LOCAL_ADDRESS = lookup(net).findStatic(net, "localAddress", ADDRESS);
        REMOTE_ADDRESS = lookup(net).findStatic(net, "remoteAddress", ADDRESS);
        GET_BACKTRACE = backtraceGetter();
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private Handles() {}

    static void make() {}

    private static @Nullable MethodHandle backtraceGetter() throws ReflectiveOperationException {
      try {
        return lookup(Throwable.class).findGetter(Throwable.class, "backtrace", Object.class);
      } catch (NoSuchFieldException e) {
        return null;
      }
    }
  }
}
