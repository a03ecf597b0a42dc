package io.closewait.tcp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The eleven states of a TCP connection, RFC 9293 section 3.3.2. */
public enum TcpState {
  LISTEN(10),
  SYN_SENT(2),
  SYN_RECEIVED(3),
  ESTABLISHED(1),
  FIN_WAIT_1(4),
  FIN_WAIT_2(5),
  CLOSE_WAIT(8),
  CLOSING(11),
  LAST_ACK(9),
  TIME_WAIT(6),
  CLOSED(7);

  /** Linux's TCP_NEW_SYN_RECV, a request socket that tables show as SYN_RECV. */
  private static final int NEW_SYN_RECV = 12;

  private static final @Nullable TcpState[] BY_LINUX_CODE = new TcpState[NEW_SYN_RECV + 1];

  static {
    for (TcpState state : values()) {
      BY_LINUX_CODE[state.linuxCode] = state;
    }
    BY_LINUX_CODE[NEW_SYN_RECV] = SYN_RECEIVED;
  }

  private final int linuxCode;
  private final String text;

  TcpState(int linuxCode) {
    this.linuxCode = linuxCode;
    this.text = name().toLowerCase(Locale.ROOT);
  }

  /**
   * The state behind a number of Linux's {@code include/net/tcp_states.h}, as TCP_INFO and {@code
   * /proc/net/tcp} give it; null if the number is none.
   */
  public static @Nullable TcpState ofLinux(int code) {
    return code >= 0 && code < BY_LINUX_CODE.length ? BY_LINUX_CODE[code] : null;
  }

  /** The name as reports spell it, such as {@code close_wait}. */
  public String text() {
    return text;
  }
}
