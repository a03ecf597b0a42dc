package io.closewait.kernel;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Asks the kernel about one descriptor of this process. Opens none itself and never throws;
 * thread-safe.
 */
public interface DescriptorProbe {
  /**
   * The number of {@code include/net/tcp_states.h}; -1 if the descriptor is not an open TCP socket
   * now.
   */
  int state(int descriptor);

  /** The local address; null if the descriptor is not an open socket now. */
  @Nullable InetSocketAddress local(int descriptor);
}
