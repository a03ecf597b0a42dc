package io.closewait.connection;

import io.closewait.bridge.Bridge;
import io.closewait.bridge.ConnectionEvent;
import io.closewait.bridge.ConnectionListener;
import io.closewait.connection.Connection.Ending;
import java.io.FileDescriptor;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.net.InetAddress;
import java.nio.channels.Channel;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The life of every open socket, from the events of the bridge. Thread-safe.
 *
 * <p>A descriptor's record is replaced when the descriptor is opened anew and removed just before
 * it is released; so a record that is found in its slot before and after a question to the kernel
 * had the descriptor all the time between.
 *
 * <p>Most of the JDK's closed sockets go on naming the number that they had. So a record takes an
 * event only from its own owner; a release comes from whoever releases, a read and a write from a
 * descriptor that is held open meanwhile.
 */
public final class Registry implements ConnectionListener {
  /** How long the first uses of a connection are waited for after it was accepted. */
  private static final long WATCH_NANOS = 10_000_000_000L;

  private static final CallSite NOWHERE = new CallSite(Collections.emptyList());

  /** More than there are between the first frame outside the socket classes and the capture. */
  private static final int SOCKET_FRAMES = 16;

  /** What {@link #idAt} says of a socket that is the agent's own. */
  public static final long OWN = -1;

  private final DescriptorSlots slots = new DescriptorSlots();
  private final AtomicLong lastId = new AtomicLong();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
  private final SelectorUses selectors = new SelectorUses();
  private final CallSites callSites;
  private final Departures departures;
  private final PoolSightings pools;
  private final Users users = new Users();
  private final Acceptors acceptors = new Acceptors();

  /** Null unless sockets may be older than the hooks. */
  private volatile @Nullable Adoption adoption;

  /** Null unless the agent has sockets of its own. */
  private volatile @Nullable ThreadGroup ownThreads;

  /** When the last connection was accepted whose first uses are to be noted; 0 for never. */
  private volatile long watchedAt;

  /**
   * @param stackDepth frames kept for a call site beyond those of the socket classes
   */
  public Registry(int stackDepth) {
    callSites = new CallSites(stackDepth + SOCKET_FRAMES);
    departures = new Departures(callSites);
    pools = new PoolSightings(callSites);
  }

  /** Seeks sockets that are older than the hooks, which are to be woven after this. */
  public void adopt() {
    adoption = new Adoption(slots, collected, lastId, callSites);
    // So that no class is loaded inside a socket's lock.
    used(null, new FileDescriptor());
    adoptSelected(Collections.singletonList(Thread.currentThread()));
    Bridge.seekOlder(true);
  }

  /**
   * Takes what the threads of a group open for the agent's own: it has its place at its descriptor,
   * and nothing is told of it.
   */
  public void own(ThreadGroup threads) {
    ownThreads = threads;
  }

  /** Finds the older channels of selectors in whose select threads are waiting. */
  public void adoptSelected(List<Thread> threads) {
    Adoption present = adoption;
    if (present != null) {
      for (Thread thread : threads) {
        present.selected(thread, selectors);
      }
    }
  }

  @Override
  public void used(@Nullable Object owner, FileDescriptor descriptor) {
    Adoption present = adoption;
    if (present != null) {
      present.used(owner, descriptor);
    }
  }

  @Override
  public void connecting(Object owner, int descriptor, @Nullable InetAddress address, int port) {
    // The descriptor's number may be another socket's already.
    if (owner instanceof Channel && !((Channel) owner).isOpen()) {
      return;
    }
    Connection present = slots.get(descriptor);
    if (present == null || present.get() != owner) {
      open(owner, descriptor, Origin.CONNECT, address, port);
    } else if (present.isOnlyCreated()) {
      slots.put(present.connectingTo(owner, collected, address, port));
    } else if (present.connectedAt == 0) {
      open(owner, descriptor, Origin.CONNECT, address, port);
    }
  }

  @Override
  public void accepted(Object owner, int descriptor, @Nullable InetAddress address, int port) {
    open(owner, descriptor, Origin.ACCEPT, address, port);
  }

  @Override
  public void listening(Object owner, int descriptor, int backlog) {
    if (descriptor < 0) {
      return;
    }
    slots.put(
        isOwn()
            ? own(owner, descriptor, Origin.LISTEN)
            : new ListeningSocket(
                owner,
                collected,
                lastId.incrementAndGet(),
                descriptor,
                backlog,
                listeningSite(owner, descriptor)));
  }

  /** Where the socket was made, if that was told, rather than in an event loop. */
  private CallSite listeningSite(Object owner, int descriptor) {
    Connection present = slots.get(descriptor);
    return present != null && present.get() == owner ? present.site : callSites.here();
  }

  @Override
  public void pooling(Object pool) {
    pools.note(pool);
  }

  /** The pools that have opened connections and are alive. */
  public List<PoolSighting> pools() {
    return pools.alive();
  }

  @Override
  public void event(ConnectionEvent event, @Nullable Object owner, int descriptor) {
    if (event == ConnectionEvent.CREATED) {
      if (owner != null && !isOwner(owner, descriptor)) {
        open(owner, descriptor, Origin.CONNECT, null, 0);
      }
      return;
    }
    if (event == ConnectionEvent.RELEASED) {
      Adoption present = adoption;
      if (present != null) {
        present.decide(descriptor);
      }
      slots.clear(descriptor);
      return;
    }
    Connection connection = find(owner, descriptor);
    if (connection == null) {
      return;
    }
    switch (event) {
      case CONNECTED:
        if (connection.connectedAt == 0) {
          connection.connectedAt = Connection.now();
        }
        break;
      case ACCEPTING:
        if (connection instanceof ListeningSocket) {
          acceptors.accepting((ListeningSocket) connection);
        }
        break;
      case END_OF_STREAM:
        endOfStream(connection);
        break;
      case READ:
      case WRITE:
        used(connection, event);
        break;
      case FAILED:
        connection.watched().failed(callSites);
        break;
      default:
        shutdown(connection.end(), event);
    }
  }

  private boolean isOwner(Object owner, int descriptor) {
    Connection present = slots.get(descriptor);
    return present != null && present.get() == owner;
  }

  @Override
  public void selecting(Selector selector) {
    boolean first = selectors.selecting(selector, Thread.currentThread());
    Adoption present = adoption;
    if (first && present != null) {
      present.selecting(selector);
    }
  }

  @Override
  public void unresolved(Object owner, int descriptor, String host, int port) {
    Connection connection = find(owner, descriptor);
    if (connection != null) {
      departures.unresolved(connection, host);
    }
  }

  @Override
  public void connectFailed(Object owner, int descriptor, Throwable error) {
    Connection connection = find(owner, descriptor);
    if (connection != null && connection.connectedAt == 0) {
      departures.failed(connection, error);
    }
  }

  @Override
  public void closing(Object owner, int descriptor, int localPort) {
    Connection connection = find(owner, descriptor);
    if (connection != null && connection.closeCalledAt == 0) {
      connection.closeCalledAt = Connection.now();
      if (connection.origin != Origin.LISTEN && !connection.isOnlyCreated()) {
        departures.closing(connection, localPort);
      }
    }
  }

  /** The record at a descriptor, if it is this owner's; null stands for whoever it is. */
  private @Nullable Connection find(@Nullable Object owner, int descriptor) {
    Connection connection = slots.get(descriptor);
    return connection == null
            || connection.id == OWN
            || (owner != null && connection.get() != owner)
        ? null
        : connection;
  }

  @Override
  public void wrapperClosed(Object wrapper, int descriptor) {
    Connection connection = find(null, descriptor);
    if (connection != null) {
      connection.watched().wrapperClosed(wrapper.getClass().getName(), callSites);
    }
  }

  private void open(
      Object owner, int descriptor, Origin origin, @Nullable InetAddress address, int port) {
    if (descriptor < 0) {
      return;
    }
    if (isOwn()) {
      slots.put(own(owner, descriptor, origin));
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
      watchedAt = opened.openedAt;
      Bridge.watchUses(true);
    }
  }

  private boolean isOwn() {
    ThreadGroup own = ownThreads;
    return own != null && Thread.currentThread().getThreadGroup() == own;
  }

  private Connection own(Object owner, int descriptor, Origin origin) {
    return new Connection(owner, collected, OWN, descriptor, origin, null, 0, "", NOWHERE);
  }

  private void endOfStream(Connection connection) {
    noteUser(connection, Thread.currentThread());
    Ending present = connection.ending;
    if (present != null && (present.endOfStreamAt != 0 || present.shutdownInputAt != 0)) {
      return;
    }
    CallSite site = callSites.here();
    Ending ending = connection.end();
    ending.endOfStreamSite = site;
    ending.endOfStreamThread = Connection.currentThread();
    ending.endOfStreamAt = Connection.now();
  }

  private void used(Connection connection, ConnectionEvent event) {
    Thread thread = Thread.currentThread();
    noteUser(connection, thread);
    Uses uses = connection.uses;
    if (uses != null) {
      uses.note(thread, callSites);
    }
    Ending ending = connection.ending;
    if (ending != null && event == ConnectionEvent.WRITE) {
      ending.writtenAt = Connection.now();
    }
  }

  /**
   * Has uses reported as long as they are needed: while connections are in trouble, and while one
   * was accepted so lately that its first uses may be yet to come.
   */
  public void watchUses(boolean inTrouble) {
    if (!inTrouble && !awaitsUses()) {
      Bridge.watchUses(false);
      users.forget();
    }
    // A connection that was accepted between these lines needs it too.
    if (inTrouble || awaitsUses()) {
      Bridge.watchUses(true);
    }
  }

  private boolean awaitsUses() {
    long at = watchedAt;
    return at != 0 && System.nanoTime() - at < WATCH_NANOS;
  }

  private void noteUser(Connection connection, Thread thread) {
    if (connection.origin == Origin.ACCEPT) {
      users.note(thread, connection.id);
    }
  }

  private static void shutdown(Ending ending, ConnectionEvent event) {
    long now = Connection.now();
    if (event == ConnectionEvent.SHUTDOWN_INPUT && ending.shutdownInputAt == 0) {
      ending.shutdownInputAt = now;
    } else if (event == ConnectionEvent.SHUTDOWN_OUTPUT && ending.shutdownOutputAt == 0) {
      ending.shutdownOutputAt = now;
    }
  }

  /** All records belong to descriptors below this one. */
  public int limit() {
    return slots.limit();
  }

  /** The id of the socket that has a descriptor now, or {@link #OWN}; 0 if none is known. */
  public long idAt(int descriptor) {
    Connection connection = slots.get(descriptor);
    return connection == null ? 0 : connection.id;
  }

  /** Counts and sorts the sockets that are open. */
  public OpenSockets openSockets() {
    return new OpenSockets(slots);
  }

  /** Notes the connections whose peer has closed according to the kernel, by id. */
  public void noteEnds(LongPredicate ended) {
    slots.forEach(
        connection -> {
          if (ended.test(connection.id) && connection.end().endSeenAt == 0) {
            connection.end().endSeenAt = Connection.now();
          }
        });
  }

  /** What is remembered of connections that are gone. */
  public Departures departures() {
    return departures;
  }

  /**
   * The sockets that {@code wanted} names by id, and those on their way to close(). The writes of
   * those returned are noted from now on.
   *
   * <p>The threads that accept or select for those that {@code stuck} names are looked at, and
   * where such a one was accepted each stack is captured from now on.
   *
   * <p>Not to be called by two threads at once.
   *
   * @param now milliseconds since the epoch
   * @param nanos {@link System#nanoTime} of the same moment
   */
  public List<ConnectionSnapshot> snapshots(
      long now, long nanos, LongPredicate wanted, LongPredicate stuck) {
    noteCollected();
    callSites.resolve();
    selectors.look(nanos);
    departures.resolve();
    pools.resolve();
    List<Connection> found = new ArrayList<>();
    Siblings siblings = new Siblings();
    slots.forEach(
        connection -> {
          // The cache may have replaced this site before it was resolved.
          connection.site.resolve();
          boolean closing = connection.ending != null || connection.closeCalledAt != 0;
          boolean inTrouble = wanted.test(connection.id);
          if (inTrouble) {
            watch(connection, stuck.test(connection.id));
          }
          if (closing || inTrouble) {
            found.add(connection);
            siblings.ask(connection);
          }
        });
    if (!siblings.isEmpty()) {
      slots.forEach(siblings::note);
    }
    Snapshots snapshots = new Snapshots(now, nanos, users);
    Registrations registrations = new Registrations(selectors, snapshots::at);
    List<ConnectionSnapshot> taken = new ArrayList<>(found.size());
    for (Connection connection : found) {
      taken.add(
          snapshots
              .of(connection, siblings.lastOpened(connection))
              .listening(listening(connection, stuck))
              .registration(registrations.of(connection.get(), stuck.test(connection.id)))
              .build());
    }
    return taken;
  }

  /** Notes the uses of a connection in trouble, and more of the next ones of its acceptor. */
  private static void watch(Connection connection, boolean stuck) {
    connection.watched();
    if (connection.origin == Origin.ACCEPT) {
      connection.site.watchMore();
      if (stuck) {
        connection.site.distrust();
      }
    }
  }

  /** The id of the socket that was opened last; 0 if none was. */
  public long lastId() {
    return lastId.get();
  }

  private void noteCollected() {
    Reference<?> reference;
    while ((reference = collected.poll()) != null) {
      ((Connection) reference).end().collectedAt = Connection.now();
    }
  }

  private static @Nullable Listening listening(Connection connection, LongPredicate stuck) {
    return connection instanceof ListeningSocket
        ? ((ListeningSocket) connection).listening(stuck.test(connection.id))
        : null;
  }
}
