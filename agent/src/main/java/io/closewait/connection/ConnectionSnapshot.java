package io.closewait.connection;

import io.closewait.tcp.Endpoint;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the hooks know of one socket at one moment. Immutable; every time is in milliseconds since
 * the epoch.
 */
public final class ConnectionSnapshot {
  private final long id;
  private final int descriptor;
  private final Origin origin;
  private final long openedAt;
  private final String thread;
  private final CallSite site;
  private final @Nullable Endpoint remote;
  private final OptionalLong connectedAt;
  private final @Nullable EndOfStream endOfStream;
  private final OptionalLong shutdownInputAt;
  private final OptionalLong shutdownOutputAt;
  private final OptionalLong closeCalledAt;
  private final OptionalLong collectedAt;
  private final OptionalLong writtenAt;
  private final OptionalLong siblingOpenedAt;
  private final List<Use> uses;
  private final @Nullable Listening listening;
  private final @Nullable LastUse lastUse;
  private final @Nullable ChannelRegistration registration;
  private final @Nullable Failure failure;
  private final @Nullable WrapperClose wrapperClose;

  private ConnectionSnapshot(Builder builder) {
    id = builder.id;
    descriptor = builder.descriptor;
    origin = builder.origin;
    openedAt = builder.openedAt;
    thread = builder.thread;
    site = builder.site;
    remote = builder.remote;
    connectedAt = builder.connectedAt;
    endOfStream = builder.endOfStream;
    shutdownInputAt = builder.shutdownInputAt;
    shutdownOutputAt = builder.shutdownOutputAt;
    closeCalledAt = builder.closeCalledAt;
    collectedAt = builder.collectedAt;
    writtenAt = builder.writtenAt;
    siblingOpenedAt = builder.siblingOpenedAt;
    uses = Collections.unmodifiableList(builder.uses);
    listening = builder.listening;
    lastUse = builder.lastUse;
    registration = builder.registration;
    failure = builder.failure;
    wrapperClose = builder.wrapperClose;
  }

  /** Unique in this JVM, ascending by the time of opening, never 0. */
  public long id() {
    return id;
  }

  public int descriptor() {
    return descriptor;
  }

  public Origin origin() {
    return origin;
  }

  /** When connect was entered, accept returned or listen was called. */
  public long openedAt() {
    return openedAt;
  }

  /** The name of the thread that opened it. */
  public String thread() {
    return thread;
  }

  /** The stack that opened it. */
  public CallSite site() {
    return site;
  }

  /** The peer; null for a listening socket. */
  public @Nullable Endpoint remote() {
    return remote;
  }

  /** When it was connected; empty while connecting and for a listening socket. */
  public OptionalLong connectedAt() {
    return connectedAt;
  }

  /** The first read that returned the end of the stream; null if none did. */
  public @Nullable EndOfStream endOfStream() {
    return endOfStream;
  }

  public OptionalLong shutdownInputAt() {
    return shutdownInputAt;
  }

  public OptionalLong shutdownOutputAt() {
    return shutdownOutputAt;
  }

  public OptionalLong closeCalledAt() {
    return closeCalledAt;
  }

  /** When its Java object was found to have been collected by the garbage collector. */
  public OptionalLong collectedAt() {
    return collectedAt;
  }

  /** The last write after the kernel had shown CLOSE_WAIT; earlier writes are not observed. */
  public OptionalLong writtenAt() {
    return writtenAt;
  }

  /**
   * When the last of the other open connections from the same call site to the same peer was
   * opened; empty if there is none.
   */
  public OptionalLong siblingOpenedAt() {
    return siblingOpenedAt;
  }

  /** The first uses that were noted; they are of few connections. */
  public List<Use> uses() {
    return uses;
  }

  /** What only a listening socket has; null for any other. */
  public @Nullable Listening listening() {
    return listening;
  }

  /** The last use that was noted, the end of the stream left out; null if none was. */
  public @Nullable LastUse lastUse() {
    return lastUse;
  }

  /** How its channel is registered; null if it is no channel or a blocking one. */
  public @Nullable ChannelRegistration registration() {
    return registration;
  }

  /** The last read or write that ended with an exception; null if none did. */
  public @Nullable Failure failure() {
    return failure;
  }

  /** The first close() of an object above that left the socket open; null if there was none. */
  public @Nullable WrapperClose wrapperClose() {
    return wrapperClose;
  }

  /** Collects the facts of one socket; what is not set did not happen. */
  public static final class Builder {
    private final long id;
    private final int descriptor;
    private final Origin origin;
    private final long openedAt;
    private final String thread;
    private final CallSite site;
    private @Nullable Endpoint remote;
    private OptionalLong connectedAt = OptionalLong.empty();
    private @Nullable EndOfStream endOfStream;
    private OptionalLong shutdownInputAt = OptionalLong.empty();
    private OptionalLong shutdownOutputAt = OptionalLong.empty();
    private OptionalLong closeCalledAt = OptionalLong.empty();
    private OptionalLong collectedAt = OptionalLong.empty();
    private OptionalLong writtenAt = OptionalLong.empty();
    private OptionalLong siblingOpenedAt = OptionalLong.empty();
    private List<Use> uses = Collections.emptyList();
    private @Nullable Listening listening;
    private @Nullable LastUse lastUse;
    private @Nullable ChannelRegistration registration;
    private @Nullable Failure failure;
    private @Nullable WrapperClose wrapperClose;

    public Builder(
        long id, int descriptor, Origin origin, long openedAt, String thread, CallSite site) {
      this.id = id;
      this.descriptor = descriptor;
      this.origin = origin;
      this.openedAt = openedAt;
      this.thread = thread;
      this.site = site;
    }

    public Builder remote(@Nullable Endpoint endpoint) {
      remote = endpoint;
      return this;
    }

    public Builder connectedAt(OptionalLong at) {
      connectedAt = at;
      return this;
    }

    public Builder endOfStream(@Nullable EndOfStream end) {
      endOfStream = end;
      return this;
    }

    public Builder shutdownInputAt(OptionalLong at) {
      shutdownInputAt = at;
      return this;
    }

    public Builder shutdownOutputAt(OptionalLong at) {
      shutdownOutputAt = at;
      return this;
    }

    public Builder closeCalledAt(OptionalLong at) {
      closeCalledAt = at;
      return this;
    }

    public Builder collectedAt(OptionalLong at) {
      collectedAt = at;
      return this;
    }

    public Builder writtenAt(OptionalLong at) {
      writtenAt = at;
      return this;
    }

    public Builder siblingOpenedAt(OptionalLong at) {
      siblingOpenedAt = at;
      return this;
    }

    public Builder uses(List<Use> first) {
      uses = first;
      return this;
    }

    public Builder listening(@Nullable Listening facts) {
      listening = facts;
      return this;
    }

    public Builder lastUse(@Nullable LastUse last) {
      lastUse = last;
      return this;
    }

    public Builder registration(@Nullable ChannelRegistration facts) {
      registration = facts;
      return this;
    }

    public Builder failure(@Nullable Failure last) {
      failure = last;
      return this;
    }

    public Builder wrapperClose(@Nullable WrapperClose first) {
      wrapperClose = first;
      return this;
    }

    public ConnectionSnapshot build() {
      return new ConnectionSnapshot(this);
    }
  }
}
