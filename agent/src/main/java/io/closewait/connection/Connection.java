package io.closewait.connection;

import io.closewait.bridge.ConnectionEvent;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The live record of one socket. It refers weakly to its owner, the object whose close() releases
 * the descriptor, and outlives it.
 *
 * <p>Times are {@link System#nanoTime} with 0 for never. Each field is written by one thread at a
 * time and read by the sampler; an opener publishes the record through the {@link DescriptorSlots}.
 */
class Connection extends WeakReference<Object> {
  private static final Origin[] ORIGINS = Origin.values();

  private static final AtomicReferenceFieldUpdater<Connection, @Nullable Ending> ENDING =
      AtomicReferenceFieldUpdater.newUpdater(Connection.class, Ending.class, "ending");

  final long id;
  final int descriptor;

  /** As small as they can be: so a record takes 8 bytes less. */
  private final char port;

  private final byte origin;

  final @Nullable InetAddress address;
  final String thread;
  final CallSite site;
  final long openedAt;

  /** Null while they are not noted, which costs nothing. */
  volatile @Nullable Uses uses;

  volatile long connectedAt;
  volatile long closeCalledAt;
  volatile @Nullable Ending ending;

  Connection(
      Object owner,
      ReferenceQueue<Object> collected,
      long id,
      int descriptor,
      Origin origin,
      @Nullable InetAddress address,
      int port,
      CallSite site) {
    this(owner, collected, id, descriptor, origin, address, port, currentThread(), site);
  }

  /**
   * @param thread the name of the thread that the site is of
   */
  @SuppressWarnings("EnumOrdinal") // it does not leave this process
  Connection(
      Object owner,
      ReferenceQueue<Object> collected,
      long id,
      int descriptor,
      Origin origin,
      @Nullable InetAddress address,
      int port,
      String thread,
      CallSite site) {
    super(owner, collected);
    this.id = id;
    this.descriptor = descriptor;
    this.origin = (byte) origin.ordinal();
    this.address = address;
    this.port = (char) port;
    this.site = site;
    this.thread = thread;
    this.openedAt = now();
    this.uses = origin == Origin.ACCEPT && site.watchNext() ? new Uses() : null;
    this.connectedAt = origin == Origin.ACCEPT || origin == Origin.ADOPTED ? openedAt : 0;
  }

  private Connection(
      Connection created,
      Object owner,
      ReferenceQueue<Object> collected,
      @Nullable InetAddress address,
      int port) {
    super(owner, collected);
    this.id = created.id;
    this.descriptor = created.descriptor;
    this.origin = created.origin;
    this.address = address;
    this.port = (char) port;
    this.site = created.site;
    this.thread = currentThread();
    this.openedAt = created.openedAt;
    this.uses = null;
  }

  Origin origin() {
    return ORIGINS[origin];
  }

  /** The remote port; 0 where there is none. */
  int port() {
    return port;
  }

  /** Whether the socket was made and has not begun to connect. */
  boolean isOnlyCreated() {
    return origin() == Origin.CONNECT && connectedAt == 0 && address == null && port == 0;
  }

  /**
   * The record of a socket that was only created, with its remote: it is opened where it was made.
   */
  Connection connectingTo(
      Object owner,
      ReferenceQueue<Object> collected,
      @Nullable InetAddress remote,
      int remotePort) {
    return new Connection(this, owner, collected, remote, remotePort);
  }

  /** The same record for the object that its socket turned out to belong to. */
  Connection ownedBy(Object owner, ReferenceQueue<Object> collected) {
    Connection owned = new Connection(this, owner, collected, address, port);
    owned.uses = uses;
    owned.connectedAt = connectedAt;
    owned.closeCalledAt = closeCalledAt;
    owned.ending = ending;
    return owned;
  }

  /** The present time in the form that the fields have. */
  static long now() {
    return System.nanoTime() | 1;
  }

  /** The record of its uses, begun if there is none; of two begun at once one is kept. */
  Uses watched() {
    Uses present = uses;
    if (present == null) {
      present = new Uses();
      uses = present;
    }
    return present;
  }

  /** The record of its end, begun if there is none. */
  Ending end() {
    Ending present = ending;
    if (present != null) {
      return present;
    }
    Ending begun = new Ending();
    if (ENDING.compareAndSet(this, null, begun)) {
      return begun;
    }
    Ending other = ending;
    return other == null ? begun : other;
  }

  /** The connect is done. */
  void connected() {
    if (connectedAt == 0) {
      connectedAt = now();
    }
  }

  /** The current thread reads the end of the stream; only the first time counts. */
  void endOfStream(CallSites callSites) {
    Ending present = ending;
    if (present != null && (present.endOfStreamAt != 0 || present.shutdownInputAt != 0)) {
      return;
    }
    CallSite end = callSites.here();
    Ending begun = end();
    begun.endOfStreamSite = end;
    begun.endOfStreamThread = currentThread();
    begun.endOfStreamAt = now();
  }

  static String currentThread() {
    return nameOf(Thread.currentThread());
  }

  /** A thread's name; virtual threads mostly have none. */
  static String nameOf(Thread thread) {
    String name = thread.getName();
    return name.isEmpty() ? "virtual thread " + thread.getId() : name;
  }

  /** What happens to a connection on its way to close(); most of its fields are never set. */
  static final class Ending {
    volatile @Nullable CallSite endOfStreamSite;
    volatile @Nullable String endOfStreamThread;
    volatile long endOfStreamAt;
    volatile long shutdownInputAt;
    volatile long shutdownOutputAt;
    volatile long collectedAt;
    volatile long writtenAt;

    /** When the kernel was first seen to have the peer's end. */
    volatile long endSeenAt;

    volatile boolean connectFailed;

    /** A direction is shut down; only the first time counts. */
    void shutdown(ConnectionEvent event) {
      long now = now();
      if (event == ConnectionEvent.SHUTDOWN_INPUT && shutdownInputAt == 0) {
        shutdownInputAt = now;
      } else if (event == ConnectionEvent.SHUTDOWN_OUTPUT && shutdownOutputAt == 0) {
        shutdownOutputAt = now;
      }
    }

    /** When the peer's end was first known, unless it was our own shutdownInput; 0 for never. */
    long peerEndAt() {
      long read = shutdownInputAt == 0 ? endOfStreamAt : 0;
      boolean seenFirst = endSeenAt != 0 && endSeenAt - read < 0;
      return read == 0 || seenFirst ? endSeenAt : read;
    }
  }
}
