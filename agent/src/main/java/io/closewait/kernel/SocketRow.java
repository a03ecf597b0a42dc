package io.closewait.kernel;

import io.closewait.tcp.Endpoint;
import io.closewait.tcp.TcpState;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** One socket as {@code /proc/net/tcp} or {@code tcp6} lists it. Immutable. */
public final class SocketRow {
  private final Address local;
  private final Address remote;
  private final TcpState state;
  private final int sendQueue;
  private final int receiveQueue;
  private final boolean timer;
  private final int retransmits;
  private final boolean received;
  private final long uid;
  private final long inode;

  SocketRow(
      Address local,
      Address remote,
      TcpState state,
      int sendQueue,
      int receiveQueue,
      boolean timer,
      int retransmits,
      boolean received,
      long uid,
      long inode) {
    this.local = local;
    this.remote = remote;
    this.state = state;
    this.sendQueue = sendQueue;
    this.receiveQueue = receiveQueue;
    this.timer = timer;
    this.retransmits = retransmits;
    this.received = received;
    this.uid = uid;
    this.inode = inode;
  }

  public Endpoint local() {
    return local.endpoint();
  }

  /** The peer; the wildcard address and port 0 for a listening socket. */
  public Endpoint remote() {
    return remote.endpoint();
  }

  public TcpState state() {
    return state;
  }

  /** Bytes sent or to be sent that the peer has not acknowledged. */
  public int sendQueue() {
    return sendQueue;
  }

  /**
   * Bytes that the application has not read, the FIN counted as one; in LISTEN the connections that
   * wait to be accepted.
   */
  public int receiveQueue() {
    return receiveQueue;
  }

  /**
   * Whether one of the kernel's timers runs for it: to send something again, to ask a window that
   * is closed, or, in ESTABLISHED, for the next question of keep-alive.
   */
  public boolean hasTimer() {
    return timer;
  }

  /** How often the oldest data, SYN or FIN that is not acknowledged has been sent again. */
  public int retransmits() {
    return retransmits;
  }

  /** Whether the peer has ever sent data. */
  public boolean hasReceived() {
    return received;
  }

  /** The user to whom the socket belongs. */
  public long uid() {
    return uid;
  }

  /**
   * The number in the {@code socket:[…]} links of its descriptors; 0 if no process has it:
   * TIME_WAIT, orphaned, or still in the accept queue.
   */
  public long inode() {
    return inode;
  }

  /** An address as the table has it, 16 bytes in network order, made an object when asked for. */
  static final class Address {
    private final long high;
    private final long low;
    private final int port;

    Address(long high, long low, int port) {
      this.high = high;
      this.low = low;
      this.port = port;
    }

    /** An IPv4-mapped address becomes an IPv4 one, as {@link InetAddress#getByAddress} does. */
    Endpoint endpoint() {
      byte[] bytes = new byte[16];
      for (int i = 0; i < 8; i++) {
        bytes[i] = (byte) (high >>> (56 - 8 * i));
        bytes[8 + i] = (byte) (low >>> (56 - 8 * i));
      }
      try {
        return new Endpoint(InetAddress.getByAddress(bytes), port);
      } catch (UnknownHostException e) {
        throw new AssertionError("16 bytes are always an address", e);
      }
    }
  }
}
