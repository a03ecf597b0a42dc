package io.closewait.bridge;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Asks for the inodes of this process's sockets by {@code fstat(2)}, which is quicker than the
 * links of {@code /proc/self/fd}. For one thread at a time.
 *
 * <p>From JDK 8 to 27 there are {@code sun.nio.fs.UnixNativeDispatcher.fstat} and {@code
 * UnixFileAttributes} with {@code st_mode} and {@code st_ino}; where they are not, the class fails
 * with a LinkageError.
 */
@JdkInternal
public final class SocketInodes {
  /** The bits of the type in {@code st_mode}, and what they are of a socket: {@code inode(7)}. */
  private static final int TYPE = 0xF000;

  private static final int SOCKET = 0xC000;

  private static final MethodHandle NEW_ATTRIBUTES;
  private static final MethodHandle FSTAT;
  private static final MethodHandle GET_MODE;
  private static final MethodHandle GET_INODE;

  static {
    try {
      Class<?> dispatcher = Class.forName("sun.nio.fs.UnixNativeDispatcher", false, null);
      Class<?> type = Class.forName("sun.nio.fs.UnixFileAttributes", false, null);
      MethodHandles.Lookup attributes = JdkAccess.lookup(type);
      NEW_ATTRIBUTES =
          attributes
              .findConstructor(type, MethodType.methodType(void.class))
              .asType(MethodType.methodType(Object.class));
      FSTAT =
          JdkAccess.lookup(dispatcher)
              .findStatic(dispatcher, "fstat", MethodType.methodType(void.class, int.class, type))
              .asType(MethodType.methodType(void.class, int.class, Object.class));
      GET_MODE =
          attributes
              .findGetter(type, "st_mode", int.class)
              .asType(MethodType.methodType(int.class, Object.class));
      GET_INODE =
          attributes
              .findGetter(type, "st_ino", long.class)
              .asType(MethodType.methodType(long.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Object attributes;

  public SocketInodes() {
    try {
      attributes = (Object) NEW_ATTRIBUTES.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /**
   * The inode of a socket by its descriptor's number; 0 if it is closed or no socket. To be asked
   * of sockets only: a file's system may be slow to answer, or hang.
   */
  public long of(int descriptor) {
    try {
      FSTAT.invokeExact(descriptor, attributes);
      return ((int) GET_MODE.invokeExact(attributes) & TYPE) == SOCKET
          ? (long) GET_INODE.invokeExact(attributes)
          : 0;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      // A UnixException: EBADF.
      return 0;
    }
  }
}
