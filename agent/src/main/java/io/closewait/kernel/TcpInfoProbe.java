package io.closewait.kernel;

import io.closewait.bridge.JdkAccess;
import io.closewait.bridge.SocketInodes;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Asks by TCP_INFO, one getsockopt a socket, and by fstat. It borrows descriptors by their number,
 * and neither opens nor keeps any.
 */
public final class TcpInfoProbe implements DescriptorProbe {
  private final FileDescriptor scratch = new FileDescriptor();
  private final @Nullable SocketInodes inodes = inodes();

  private static @Nullable SocketInodes inodes() {
    try {
      return new SocketInodes();
    } catch (LinkageError e) {
      return null;
    }
  }

  @Override
  public synchronized int info(int descriptor) {
    JdkAccess.setDescriptor(scratch, descriptor);
    try {
      return JdkAccess.tcpInfo(scratch);
    } catch (IOException e) {
      return -1;
    } finally {
      JdkAccess.setDescriptor(scratch, -1);
    }
  }

  @Override
  public synchronized @Nullable InetSocketAddress local(int descriptor) {
    JdkAccess.setDescriptor(scratch, descriptor);
    try {
      return JdkAccess.localAddress(scratch);
    } catch (IOException e) {
      return null;
    } finally {
      JdkAccess.setDescriptor(scratch, -1);
    }
  }

  @Override
  public synchronized long inode(int descriptor) {
    return inodes == null ? 0 : inodes.of(descriptor);
  }

  /** Whether this operating system's TCP_INFO is the one whose numbers are known: Linux's. */
  public static boolean works() {
    return System.getProperty("os.name", "").equals("Linux");
  }
}
