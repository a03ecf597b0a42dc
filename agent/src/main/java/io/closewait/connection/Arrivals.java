package io.closewait.connection;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Gives each socket that is opened its record, in the slot of its descriptor. Thread-safe. */
final class Arrivals {
  private final AtomicLong lastId = new AtomicLong();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
  private final Acceptors acceptors = new Acceptors();
  private final DescriptorSlots slots;
  private final CallSites callSites;
  private final UseWatch useWatch;

  /** Null unless the agent has sockets of its own. */
  private volatile @Nullable OwnSockets own;

  /**
   * @param useWatch hears of each connection whose first uses are to be noted
   */
  Arrivals(DescriptorSlots slots, CallSites callSites, UseWatch useWatch) {
    this.slots = slots;
    this.callSites = callSites;
    this.useWatch = useWatch;
  }

  /** Takes what the threads of a group open for the agent's own. */
  void own(ThreadGroup threads) {
    own = new OwnSockets(threads);
  }

  /** The id of the socket that was opened last; 0 if none was. */
  long lastId() {
    return lastId.get();
  }

  /** The current thread opens a connection. */
  void open(Object owner, int descriptor, Origin origin, @Nullable InetAddress address, int port) {
    if (descriptor < 0 || openedOwn(owner, descriptor, origin)) {
      return;
    }
    Connection opened =
        new Connection(
            owner,
            collected,
            lastId.incrementAndGet(),
            descriptor,
            origin,
            address,
            port,
            origin == Origin.ACCEPT ? acceptors.site(callSites) : callSites.here());
    slots.put(opened);
    if (opened.uses != null) {
      useWatch.awaitFirst(opened);
    }
  }

  /** A socket that was only created begins to connect. */
  void connecting(Connection created, Object owner, @Nullable InetAddress address, int port) {
    slots.put(created.connectingTo(owner, collected, address, port));
  }

  /** A socket begins to listen; its site is where it was made, if that was told. */
  void listen(Object owner, int descriptor, int backlog) {
    if (descriptor < 0 || openedOwn(owner, descriptor, Origin.LISTEN)) {
      return;
    }
    Connection made = slots.ofOwner(owner, descriptor);
    slots.put(
        new ListeningSocket(
            owner,
            collected,
            lastId.incrementAndGet(),
            descriptor,
            backlog,
            made == null ? callSites.here() : made.site));
  }

  /** The current thread calls accept(). */
  void accepting(Connection socket) {
    if (socket instanceof ListeningSocket) {
      acceptors.accepting((ListeningSocket) socket);
    }
  }

  /**
   * Records a connection that is older than the hooks.
   *
   * @param thread the name of the thread that the site is of
   */
  void adopt(
      Object owner,
      int descriptor,
      @Nullable InetSocketAddress remote,
      String thread,
      CallSite site) {
    slots.put(
        new Connection(
            owner,
            collected,
            lastId.incrementAndGet(),
            descriptor,
            Origin.ADOPTED,
            remote == null ? null : remote.getAddress(),
            remote == null ? 0 : remote.getPort(),
            thread,
            site));
  }

  /** An adopted connection turned out to belong to an object. */
  void belongs(Connection adopted, Object owner) {
    slots.put(adopted.ownedBy(owner, collected));
  }

  /** Notes whose owner was collected since the last call. */
  void noteCollected() {
    Reference<?> reference;
    while ((reference = collected.poll()) != null) {
      ((Connection) reference).end().collectedAt = Connection.now();
    }
  }

  private boolean openedOwn(Object owner, int descriptor, Origin origin) {
    OwnSockets present = own;
    if (present == null || !present.isCurrentThread()) {
      return false;
    }
    slots.put(present.record(owner, collected, descriptor, origin));
    return true;
  }
}
