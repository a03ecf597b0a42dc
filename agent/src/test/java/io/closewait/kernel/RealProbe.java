package io.closewait.kernel;

import io.closewait.bridge.SocketInodes;
import java.io.FileDescriptor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.SocketException;

/** Asks for TCP_INFO through the JDK's own native methods. */
final class RealProbe implements DescriptorProbe {
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_INFO = 11;

  private final Method getIntOption;
  private final Method localAddress;
  private final Method newDescriptor;

  RealProbe() throws ReflectiveOperationException {
    Class<?> net = Class.forName("sun.nio.ch.Net");
    getIntOption =
        open(
            net.getDeclaredMethod(
                "getIntOption0", FileDescriptor.class, boolean.class, int.class, int.class));
    localAddress = open(net.getDeclaredMethod("localAddress", FileDescriptor.class));
    newDescriptor = open(Class.forName("sun.nio.ch.IOUtil").getDeclaredMethod("newFD", int.class));
  }

  private static Method open(Method method) {
    method.setAccessible(true);
    return method;
  }

  @Override
  public int info(int descriptor) {
    Object answer = call(getIntOption, newFd(descriptor), false, IPPROTO_TCP, TCP_INFO);
    return answer == null ? -1 : (Integer) answer;
  }

  @Override
  public InetSocketAddress local(int descriptor) {
    return (InetSocketAddress) call(localAddress, newFd(descriptor));
  }

  @Override
  public long inode(int descriptor) {
    return new SocketInodes().of(descriptor);
  }

  private Object newFd(int descriptor) {
    return call(newDescriptor, descriptor);
  }

  /** Null if the kernel says that it is no TCP socket. */
  private static Object call(Method method, Object... arguments) {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SocketException) {
        return null;
      }
      throw new AssertionError(e);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
