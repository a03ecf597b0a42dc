package io.closewait.tcp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The eleven states of a TCP connection, RFC 9293 section 3.3.2. */
public enum TcpState {
  LISTEN(10, Turn.PEER, "waits for peers that want to connect"),
  SYN_SENT(2, Turn.PEER, "has asked for a connection and waits for the answer"),
  SYN_RECEIVED(3, Turn.PEER, "has answered a request and waits for its confirmation"),
  ESTABLISHED(1, Turn.EITHER, "is open: data may go both ways"),
  FIN_WAIT_1(4, Turn.PEER, "has closed its side and waits until the peer acknowledges that"),
  FIN_WAIT_2(5, Turn.PEER, "has closed its side and waits until the peer closes the other"),
  CLOSE_WAIT(8, Turn.APPLICATION, "was closed by the peer and waits for our close()"),
  CLOSING(11, Turn.PEER, "was closed by both at once and waits for the peer's acknowledgement"),
  LAST_ACK(9, Turn.PEER, "was closed by the peer, then by us, and waits for its acknowledgement"),
  TIME_WAIT(6, Turn.KERNEL, "was closed by us first and waits until no old segment can arrive"),
  CLOSED(7, Turn.APPLICATION, "is no connection any more; only a descriptor may be left of it");

  /** Who has to act so that a connection leaves its state. */
  public enum Turn {
    /** The application behind this socket. */
    APPLICATION,
    /** The other end. */
    PEER,
    /** Whichever end likes. */
    EITHER,
    /** This host's kernel, when a timer ends. */
    KERNEL;

    /** The name as reports spell it, such as {@code peer}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

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
  private final Turn turn;
  private final String meaning;
  private final String text;

  TcpState(int linuxCode, Turn turn, String meaning) {
    this.linuxCode = linuxCode;
    this.turn = turn;
    this.meaning = meaning;
    this.text = name().toLowerCase(Locale.ROOT);
  }

  /**
   * The state behind a number of Linux's {@code include/net/tcp_states.h}, as TCP_INFO and {@code
   * /proc/net/tcp} give it; null if the number is none.
   */
  public static @Nullable TcpState ofLinux(int code) {
    return code >= 0 && code < BY_LINUX_CODE.length ? BY_LINUX_CODE[code] : null;
  }

  /** The number of Linux's {@code include/net/tcp_states.h}. */
  public int linux() {
    return linuxCode;
  }

  /** The name as reports spell it, such as {@code close_wait}. */
  public String text() {
    return text;
  }

  /** What a socket in this state does, to follow "it". */
  public String meaning() {
    return meaning;
  }

  /** Who acts next. */
  public Turn turn() {
    return turn;
  }

  /**
   * Whether a connection seen in this state can be in the other one later, by the arrows of RFC
   * 9293 figure 5 and any states between that nobody has seen. A connection that is CLOSED, or a
   * socket that listens, is the beginning or the end of such a way and never its middle.
   */
  public boolean canBecome(TcpState later) {
    return this == later || Transitions.reachable(this, later);
  }
}
