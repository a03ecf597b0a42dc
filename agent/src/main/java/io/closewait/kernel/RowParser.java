package io.closewait.kernel;

import io.closewait.tcp.TcpState;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Parses one line of {@code /proc/net/tcp} or {@code tcp6}, as {@code get_tcp4_sock} of Linux's
 * {@code net/ipv4/tcp_ipv4.c} and {@code get_tcp6_sock} of {@code net/ipv6/tcp_ipv6.c} print it.
 * Not thread-safe.
 */
final class RowParser {
  private static final boolean SWAP = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  private static final long IPV4_MAPPED = 0xFFFFL << 32;
  private static final int IPV4_DIGITS = 8;
  private static final int IPV6_DIGITS = 32;

  private byte[] bytes = new byte[0];
  private int position;
  private int end;
  private boolean malformed;

  /** The row in {@code line[from..to)}; null if it is none, is cut off or has an unknown state. */
  @Nullable SocketRow parse(byte[] line, int from, int to) {
    bytes = line;
    position = from;
    end = to;
    malformed = false;
    skipField();
    SocketRow.Address local = address();
    SocketRow.Address remote = address();
    skipSpaces();
    TcpState state = TcpState.ofLinux((int) hex(2));
    skipSpaces();
    int sendQueue = (int) hex(8);
    expect(':');
    int receiveQueue = (int) hex(8);
    skipSpaces();
    boolean timer = hex(2) != 0;
    skipField();
    skipSpaces();
    int retransmits = (int) hex(8);
    long uid = decimal();
    skipField();
    long inode = decimal();
    // A field follows the inode in every row: without one, its digits may be cut off.
    skipField();
    boolean received = hasReceived();
    return malformed || state == null
        ? null
        : new SocketRow(
            local,
            remote,
            state,
            sendQueue,
            receiveQueue,
            timer,
            retransmits,
            received,
            uid,
            inode);
  }

  /**
   * The time for delayed acknowledgements, {@code icsk_ack.ato}, is 0 until the first data comes;
   * pointer and {@code rto} stand before it, and rows of sockets that are closed have none.
   */
  private boolean hasReceived() {
    for (int i = 0; i < 2; i++) {
      skipSpaces();
      while (position < end && bytes[position] != ' ') {
        position++;
      }
    }
    skipSpaces();
    return position < end && bytes[position] != '0';
  }

  /** Each 32-bit word of the address is printed as a number of the host's byte order. */
  private SocketRow.Address address() {
    skipSpaces();
    int digits = hexDigits();
    malformed |= digits != IPV4_DIGITS && digits != IPV6_DIGITS;
    long high = digits == IPV6_DIGITS ? word() << 32 | word() : 0;
    long low = digits == IPV6_DIGITS ? word() << 32 | word() : IPV4_MAPPED | word();
    expect(':');
    return new SocketRow.Address(high, low, (int) hex(4));
  }

  private long word() {
    int word = (int) hex(8);
    return (SWAP ? Integer.reverseBytes(word) : word) & 0xFFFFFFFFL;
  }

  private int hexDigits() {
    int at = position;
    while (at < end && Character.digit(bytes[at], 16) >= 0) {
      at++;
    }
    return at - position;
  }

  private long hex(int digits) {
    long value = 0;
    for (int i = 0; i < digits; i++) {
      value = value << 4 | digit(16);
    }
    return value;
  }

  private long decimal() {
    skipSpaces();
    long value = digit(10);
    while (position < end && bytes[position] != ' ') {
      value = value * 10 + digit(10);
    }
    return value;
  }

  private int digit(int radix) {
    int digit = position < end ? Character.digit(bytes[position++], radix) : -1;
    malformed |= digit < 0;
    return digit & 0xF;
  }

  private void expect(char expected) {
    malformed |= position >= end || bytes[position++] != expected;
  }

  private void skipSpaces() {
    while (position < end && bytes[position] == ' ') {
      position++;
    }
  }

  private void skipField() {
    skipSpaces();
    malformed |= position >= end;
    while (position < end && bytes[position] != ' ') {
      position++;
    }
  }
}
