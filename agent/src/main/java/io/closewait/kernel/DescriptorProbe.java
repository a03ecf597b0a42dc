package io.closewait.kernel;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Asks the kernel about one descriptor of this process. Opens none itself and never throws;
 * thread-safe.
 */
public interface DescriptorProbe {
  /**
   * The first four bytes of the kernel's {@code struct tcp_info}, see {@link TcpInfo}; -1 if the
   * descriptor is not an open TCP socket now.
   */
  int info(int descriptor);

  /** The local address; null if the descriptor is not an open socket now. */
  @Nullable InetSocketAddress local(int descriptor);

  /**
   * The inode of the socket; 0 if the descriptor is not an open socket now, or if only {@code
   * /proc} can tell.
   */
  long inode(int descriptor);
}
