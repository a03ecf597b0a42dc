package io.closewait.kernel;

import io.closewait.tcp.TcpState;

/** Makes rows of the kernel's tables for the tests of other packages. */
public final class SocketRows {
  private static final long IPV4_MAPPED = 0xFFFFL << 32;

  private SocketRows() {}

  /** A row without an owner: this host's 10.0.3.2 at a port, and 10.0.3.7 at another. */
  public static SocketRow ownerless(
      TcpState state, int localPort, int remotePort, int retransmits) {
    return new SocketRow(
        address(2, localPort),
        address(7, remotePort),
        state,
        0,
        0,
        retransmits > 0,
        retransmits,
        true,
        0,
        0);
  }

  private static SocketRow.Address address(int lastByte, int port) {
    return new SocketRow.Address(0, IPV4_MAPPED | 0x0A000300 | lastByte, port);
  }
}
