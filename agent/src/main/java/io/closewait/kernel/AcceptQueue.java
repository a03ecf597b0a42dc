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

  private AcceptQueue(Builder builder) {
    seenAt = builder.seenAt;
    listener = builder.listener;
    descriptor = builder.descriptor;
    inode = builder.inode;
    local = builder.local;
    length = builder.length;
    hungUp = Collections.unmodifiableList(builder.hungUp);
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

  /** Collects what is known of one queue. */
  public static final class Builder {
    private final long seenAt;
    private final Endpoint local;
    private long listener;
    private int descriptor;
    private long inode;
    private int length;
    private List<Unaccepted> hungUp = Collections.emptyList();

    /**
     * @param seenAt when it was looked at, milliseconds since the epoch
     * @param local where it listens
     */
    public Builder(long seenAt, Endpoint local) {
      this.seenAt = seenAt;
      this.local = local;
    }

    /** The id of the listening socket's record; 0 if it has none. */
    public Builder listener(long id) {
      listener = id;
      return this;
    }

    /** The listening socket's descriptor. */
    public Builder descriptor(int number) {
      descriptor = number;
      return this;
    }

    /** The listening socket's inode. */
    public Builder inode(long number) {
      inode = number;
      return this;
    }

    /** How many connections wait to be accepted. */
    public Builder length(int waiting) {
      length = waiting;
      return this;
    }

    /** Those of them that their peers have closed. */
    public Builder hungUp(List<Unaccepted> waiting) {
      hungUp = waiting;
      return this;
    }

    public AcceptQueue build() {
      return new AcceptQueue(this);
    }
  }
}
