package io.closewait.kernel;

import io.closewait.tcp.TcpState;
import org.jspecify.annotations.Nullable;

/**
 * Takes apart the first four bytes of {@code struct tcp_info}, {@code include/uapi/linux/tcp.h}:
 * state, congestion state, retransmits, probes; the first is the lowest.
 */
final class TcpInfo {
  private static final int BYTE = 0xff;
  private static final int RETRANSMITS = 16;

  private TcpInfo() {}

  /** Null if the number is no state. */
  static @Nullable TcpState state(int info) {
    return info == -1 ? null : TcpState.ofLinux(info & BYTE);
  }

  /** How often the oldest data, SYN or FIN that is not acknowledged has been sent again. */
  static int retransmits(int info) {
    return (info >> RETRANSMITS) & BYTE;
  }

  /** The same bytes from what a table has. */
  static int of(TcpState state, int retransmits) {
    return state.linux() | (Math.min(retransmits, BYTE) << RETRANSMITS);
  }
}
