package io.closewait.kernel;

import io.closewait.tcp.Endpoint;
import java.util.Collections;
import java.util.List;

/** A listening socket of this process and what waits to be accepted from it. Immutable. */
public final class AcceptQueue {
  private final long seenAt;
  private final long listener;
  private final int descriptor;
  private final long inode;
  private final Endpoint local;
  private final int length;
  private final List<Unaccepted> hungUp;

  /**
   * @param seenAt when it was looked at, milliseconds since the epoch
   * @param listener the id of the listening socket's record; 0 if it has none
   */
  public AcceptQueue(
      long seenAt,
      long listener,
      int descriptor,
      long inode,
      Endpoint local,
      int length,
      List<Unaccepted> hungUp) {
    this.seenAt = seenAt;
    this.listener = listener;
    this.descriptor = descriptor;
    this.inode = inode;
    this.local = local;
    this.length = length;
    this.hungUp = Collections.unmodifiableList(hungUp);
  }

  /** When it was looked at, milliseconds since the epoch. */
  public long seenAt() {
    return seenAt;
  }

  /** The id of the listening socket's record; 0 if it has none. */
  public long listener() {
    return listener;
  }

  /** The listening socket's descriptor. */
  public int descriptor() {
    return descriptor;
  }

  /** The listening socket's inode. */
  public long inode() {
    return inode;
  }

  /** Where it listens. */
  public Endpoint local() {
    return local;
  }

  /**
   * How many connections wait to be accepted, in whatever state: {@code sk_ack_backlog} of the
   * kernel. The bound of the queue is in no table of {@code /proc}.
   */
  public int length() {
    return length;
  }

  /** Those of them that their peers have closed. */
  public List<Unaccepted> hungUp() {
    return hungUp;
  }
}
