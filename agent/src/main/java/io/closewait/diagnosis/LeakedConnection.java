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

  public LeakedConnection(
      long id,
      @Nullable Endpoint local,
      @Nullable Endpoint remote,
      int descriptor,
      OptionalLong inode,
      @Nullable TcpState state,
      long since,
      OptionalInt receiveQueue,
      @Nullable String thread,
      List<Event> events) {
    this(
        id,
        local,
        remote,
        descriptor,
        inode,
        state,
        since,
        receiveQueue,
        thread,
        events,
        null,
        null);
  }

  private LeakedConnection(
      long id,
      @Nullable Endpoint local,
      @Nullable Endpoint remote,
      int descriptor,
      OptionalLong inode,
      @Nullable TcpState state,
      long since,
      OptionalInt receiveQueue,
      @Nullable String thread,
      List<Event> events,
      @Nullable SelectorFacts selector,
      @Nullable LastTouch lastUse) {
    this.id = id;
    this.local = local;
    this.remote = remote;
    this.descriptor = descriptor;
    this.inode = inode;
    this.state = state;
    this.since = since;
    this.receiveQueue = receiveQueue;
    this.thread = thread;
    this.events = Collections.unmodifiableList(events);
    this.selector = selector;
    this.lastUse = lastUse;
  }

  /**
   * The same socket, of a channel that a selector has.
   *
   * @param last who used it last; null if that is not known
   */
  public LeakedConnection with(@Nullable SelectorFacts itsSelector, @Nullable LastTouch last) {
    return new LeakedConnection(
        id,
        local,
        remote,
        descriptor,
        inode,
        state,
        since,
        receiveQueue,
        thread,
        events,
        itsSelector,
        last);
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
}
