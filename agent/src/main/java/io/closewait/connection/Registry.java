package io.closewait.connection;

import io.closewait.bridge.ConnectionEvent;
import io.closewait.bridge.ConnectionListener;
import io.closewait.bridge.UseBridge;
import java.io.FileDescriptor;
import java.net.InetAddress;
import java.nio.channels.Channel;
import java.nio.channels.Selector;
import java.util.Collections;
import java.util.List;
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
  /** More than there are between the first frame outside the socket classes and the capture. */
  private static final int SOCKET_FRAMES = 16;

  private final DescriptorSlots slots = new DescriptorSlots();
  private final SelectorUses selectors = new SelectorUses();
  private final CallSites callSites;
  private final UseWatch useWatch;
  private final Arrivals arrivals;
  private final Departures departures;
  private final PoolSightings pools;

  /** Null unless sockets may be older than the hooks. */
  private volatile @Nullable Adoption adoption;

  /**
   * @param stackDepth frames kept for a call site beyond those of the socket classes
   */
  public Registry(int stackDepth) {
    callSites = new CallSites(stackDepth + SOCKET_FRAMES);
    useWatch = new UseWatch(callSites);
    arrivals = new Arrivals(slots, callSites, useWatch);
    departures = new Departures(callSites);
    pools = new PoolSightings(callSites);
  }

  /** Seeks sockets that are older than the hooks, which are to be woven after this. */
  public void adopt() {
    adoption = new Adoption(slots, arrivals, callSites);
    // So that no class is loaded inside a socket's lock.
    used(null, new FileDescriptor());
    adoptSelected(Collections.singletonList(Thread.currentThread()));
    UseBridge.seekOlder(true);
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

  /**
   * Takes what the threads of a group open for the agent's own: it has its place at its descriptor,
   * and nothing is told of it.
   */
  public void own(ThreadGroup threads) {
    arrivals.own(threads);
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
    Connection present = slots.ofOwner(owner, descriptor);
    if (present != null && present.isOnlyCreated()) {
      arrivals.connecting(present, owner, address, port);
    } else if (present == null || present.connectedAt == 0) {
      arrivals.open(owner, descriptor, Origin.CONNECT, address, port);
    }
  }

  @Override
  public void accepted(Object owner, int descriptor, @Nullable InetAddress address, int port) {
    arrivals.open(owner, descriptor, Origin.ACCEPT, address, port);
  }

  @Override
  public void listening(Object owner, int descriptor, int backlog) {
    arrivals.listen(owner, descriptor, backlog);
  }

  @Override
  public void pooling(Object pool) {
    pools.note(pool);
  }

  @Override
  public void event(ConnectionEvent event, @Nullable Object owner, int descriptor) {
    if (event == ConnectionEvent.CREATED) {
      if (owner != null && slots.ofOwner(owner, descriptor) == null) {
        arrivals.open(owner, descriptor, Origin.CONNECT, null, 0);
      }
      return;
    }
    if (event == ConnectionEvent.RELEASED) {
      released(descriptor);
      return;
    }
    Connection connection = slots.tracked(owner, descriptor);
    if (connection == null) {
      return;
    }
    switch (event) {
      case CONNECTED:
        connection.connected();
        break;
      case ACCEPTING:
        arrivals.accepting(connection);
        break;
      case END_OF_STREAM:
        useWatch.noteUser(connection, Thread.currentThread());
        connection.endOfStream(callSites);
        break;
      case READ:
      case WRITE:
        useWatch.used(connection, event);
        break;
      case FAILED:
        connection.watched().failed(callSites);
        break;
      default:
        connection.end().shutdown(event);
    }
  }

  private void released(int descriptor) {
    Adoption present = adoption;
    if (present != null) {
      present.decide(descriptor);
    }
    slots.clear(descriptor);
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
    Connection connection = slots.tracked(owner, descriptor);
    if (connection != null) {
      departures.unresolved(connection, host);
    }
  }

  @Override
  public void connectFailed(Object owner, int descriptor, Throwable error) {
    Connection connection = slots.tracked(owner, descriptor);
    if (connection != null && connection.connectedAt == 0) {
      departures.failed(connection, error);
    }
  }

  @Override
  public void closing(Object owner, int descriptor, int localPort) {
    Connection connection = slots.tracked(owner, descriptor);
    if (connection != null && connection.closeCalledAt == 0) {
      connection.closeCalledAt = Connection.now();
      if (connection.origin() != Origin.LISTEN && !connection.isOnlyCreated()) {
        departures.closing(connection, localPort);
      }
    }
  }

  @Override
  public void wrapperClosed(Object wrapper, int descriptor) {
    Connection connection = slots.tracked(null, descriptor);
    if (connection != null) {
      connection.watched().wrapperClosed(wrapper.getClass().getName(), callSites);
    }
  }

  /** Has uses reported as long as they are needed, also because connections are in trouble. */
  public void watchUses(boolean inTrouble) {
    useWatch.watch(inTrouble);
  }

  /** The id of the socket that was opened last; 0 if none was. */
  public long lastId() {
    return arrivals.lastId();
  }

  /** The sockets that are open. */
  public OpenSockets openSockets() {
    return new OpenSockets(slots);
  }

  /** What is remembered of connections that are gone. */
  public Departures departures() {
    return departures;
  }

  /** The pools that have opened connections and are alive. */
  public List<PoolSighting> pools() {
    return pools.alive();
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
    arrivals.noteCollected();
    callSites.resolve();
    selectors.look(nanos);
    departures.resolve();
    pools.resolve();
    Snapshots snapshots = new Snapshots(now, nanos, useWatch);
    return new SnapshotQuery(slots, wanted, stuck)
        .take(snapshots, new Registrations(selectors, snapshots::at));
  }
}
