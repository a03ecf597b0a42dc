package io.closewait.diagnosis;

import io.closewait.tcp.Endpoint;
import io.closewait.tcp.TcpState;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One socket of a leak. Immutable. */
public final class LeakedConnection {
  private final long id;
  private final @Nullable Endpoint local;
  private final @Nullable Endpoint remote;
  private final int descriptor;
  private final OptionalLong inode;
  private final @Nullable TcpState state;
  private final long since;
  private final OptionalInt receiveQueue;
  private final @Nullable String thread;
  private final List<Event> events;
  private final @Nullable SelectorFacts selector;
  private final @Nullable LastTouch lastUse;

  private LeakedConnection(Builder builder) {
    id = builder.id;
    local = builder.local;
    remote = builder.remote;
    descriptor = builder.descriptor;
    inode = builder.inode;
    state = builder.state;
    since = builder.since;
    receiveQueue = builder.receiveQueue;
    thread = builder.thread;
    events = Collections.unmodifiableList(builder.events);
    selector = builder.selector;
    lastUse = builder.lastUse;
  }

  /** The connection's id; 0 for a socket without a record. */
  public long id() {
    return id;
  }

  public @Nullable Endpoint local() {
    return local;
  }

  public @Nullable Endpoint remote() {
    return remote;
  }

  /** -1 for a connection that nobody has accepted. */
  public int descriptor() {
    return descriptor;
  }

  public OptionalLong inode() {
    return inode;
  }

  /** Null if the kernel tells no state. */
  public @Nullable TcpState state() {
    return state;
  }

  /** Since when it should have been closed, milliseconds since the epoch. */
  public long since() {
    return since;
  }

  /** Bytes not read by the application, the FIN counted as one. */
  public OptionalInt receiveQueue() {
    return receiveQueue;
  }

  /** The thread that opened it; null for a socket without a record. */
  public @Nullable String thread() {
    return thread;
  }

  /** What happened to it, in the order of time. */
  public List<Event> events() {
    return events;
  }

  /** The selector that has its channel; null if none has, or if it is no channel. */
  public @Nullable SelectorFacts selector() {
    return selector;
  }

  /** The last use that was seen, the end of the stream included; null if none was. */
  public @Nullable LastTouch lastUse() {
    return lastUse;
  }

  /** Collects the facts of one socket; what is not set is not known. */
  public static final class Builder {
    private final long id;
    private @Nullable Endpoint local;
    private @Nullable Endpoint remote;
    private int descriptor = -1;
    private OptionalLong inode = OptionalLong.empty();
    private @Nullable TcpState state;
    private long since;
    private OptionalInt receiveQueue = OptionalInt.empty();
    private @Nullable String thread;
    private List<Event> events = Collections.emptyList();
    private @Nullable SelectorFacts selector;
    private @Nullable LastTouch lastUse;

    /**
     * @param id the connection's; 0 for a socket without a record
     */
    public Builder(long id) {
      this.id = id;
    }

    public Builder local(@Nullable Endpoint endpoint) {
      local = endpoint;
      return this;
    }

    public Builder remote(@Nullable Endpoint endpoint) {
      remote = endpoint;
      return this;
    }

    /** Not to be set for a connection that nobody has accepted. */
    public Builder descriptor(int number) {
      descriptor = number;
      return this;
    }

    public Builder inode(OptionalLong number) {
      inode = number;
      return this;
    }

    public Builder state(@Nullable TcpState present) {
      state = present;
      return this;
    }

    /** Since when it should have been closed, milliseconds since the epoch. */
    public Builder since(long at) {
      since = at;
      return this;
    }

    public Builder receiveQueue(OptionalInt bytes) {
      receiveQueue = bytes;
      return this;
    }

    public Builder thread(@Nullable String opener) {
      thread = opener;
      return this;
    }

    public Builder events(List<Event> inOrder) {
      events = inOrder;
      return this;
    }

    public Builder selector(@Nullable SelectorFacts ofChannel) {
      selector = ofChannel;
      return this;
    }

    public Builder lastUse(@Nullable LastTouch seen) {
      lastUse = seen;
      return this;
    }

    public LeakedConnection build() {
      return new LeakedConnection(this);
    }
  }
}
