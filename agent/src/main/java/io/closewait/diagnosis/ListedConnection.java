package io.closewait.diagnosis;

import io.closewait.tcp.Endpoint;
import io.closewait.tcp.TcpState;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One socket in the list of all of them. Immutable; every time is in milliseconds since the epoch.
 */
public final class ListedConnection {
  private final long id;
  private final int descriptor;
  private final @Nullable Endpoint local;
  private final @Nullable Endpoint remote;
  private final @Nullable TcpState state;
  private final @Nullable String leak;
  private final @Nullable String thread;
  private final int site;
  private final OptionalLong openedAt;
  private final OptionalLong peerClosedAt;
  private final OptionalLong closeCalledAt;

  private ListedConnection(Builder builder) {
    id = builder.id;
    descriptor = builder.descriptor;
    local = builder.local;
    remote = builder.state == TcpState.LISTEN ? null : builder.remote;
    state = builder.state;
    leak = builder.leak;
    thread = builder.thread;
    site = builder.site;
    openedAt = builder.openedAt;
    peerClosedAt = builder.peerClosedAt;
    closeCalledAt = builder.closeCalledAt;
  }

  /** The connection's id; 0 for a socket without a record. */
  public long id() {
    return id;
  }

  /** -1 for a connection that nobody has accepted. */
  public int descriptor() {
    return descriptor;
  }

  /** Null if it is not known. */
  public @Nullable Endpoint local() {
    return local;
  }

  /** Null for a listening socket, or if it is not known. */
  public @Nullable Endpoint remote() {
    return remote;
  }

  /** Null if the kernel tells no state. */
  public @Nullable TcpState state() {
    return state;
  }

  /** The fingerprint of the leak that it is in; null if it is in none. */
  public @Nullable String leak() {
    return leak;
  }

  /** The thread that opened it; null for a socket without a record. */
  public @Nullable String thread() {
    return thread;
  }

  /** Where it was opened, an index into {@link Inventory#sites}; -1 without a record. */
  public int site() {
    return site;
  }

  /** Empty for a socket without a record. */
  public OptionalLong openedAt() {
    return openedAt;
  }

  /** When it was first known that the peer has closed; empty if it is not. */
  public OptionalLong peerClosedAt() {
    return peerClosedAt;
  }

  public OptionalLong closeCalledAt() {
    return closeCalledAt;
  }

  /** Collects the facts of one socket; what is not set is not known. */
  public static final class Builder {
    private final long id;
    private int descriptor = -1;
    private @Nullable Endpoint local;
    private @Nullable Endpoint remote;
    private @Nullable TcpState state;
    private @Nullable String leak;
    private @Nullable String thread;
    private int site = -1;
    private OptionalLong openedAt = OptionalLong.empty();
    private OptionalLong peerClosedAt = OptionalLong.empty();
    private OptionalLong closeCalledAt = OptionalLong.empty();

    /**
     * @param id the connection's; 0 for a socket without a record
     */
    public Builder(long id) {
      this.id = id;
    }

    /** Not to be set for a connection that nobody has accepted. */
    public Builder descriptor(int number) {
      descriptor = number;
      return this;
    }

    public Builder local(@Nullable Endpoint endpoint) {
      local = endpoint;
      return this;
    }

    public Builder remote(@Nullable Endpoint endpoint) {
      remote = endpoint;
      return this;
    }

    public Builder state(@Nullable TcpState present) {
      state = present;
      return this;
    }

    public Builder leak(@Nullable String fingerprint) {
      leak = fingerprint;
      return this;
    }

    /**
     * Says who opened it.
     *
     * @param index into {@link Inventory#sites}
     */
    public Builder opened(long at, String inThread, int index) {
      openedAt = OptionalLong.of(at);
      thread = inThread;
      site = index;
      return this;
    }

    public Builder peerClosedAt(OptionalLong at) {
      peerClosedAt = at;
      return this;
    }

    public Builder closeCalledAt(OptionalLong at) {
      closeCalledAt = at;
      return this;
    }

    public ListedConnection build() {
      return new ListedConnection(this);
    }
  }
}
