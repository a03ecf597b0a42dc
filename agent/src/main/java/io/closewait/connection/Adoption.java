package io.closewait.connection;

import io.closewait.bridge.JdkAccess;
import io.closewait.bridge.SelectorAccess;
import io.closewait.tcp.TcpState;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ConcurrentModificationException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives a record to each connection that is older than the agent, when it is used or found among
 * the keys of a selector. Thread-safe.
 *
 * <p>Each descriptor's number is decided on once: if it is released afterwards, whoever gets it
 * next is opened under the eyes of the hooks. A record may have the {@link FileDescriptor} for its
 * owner until the object is known that must be closed; both live equally long.
 */
final class Adoption {
  /** Higher descriptors are not adopted. */
  private static final int LIMIT = 1 << 20;

  private final AtomicLongArray decided = new AtomicLongArray(LIMIT / Long.SIZE);
  private final DescriptorSlots slots;
  private final Arrivals arrivals;
  private final CallSites callSites;

  Adoption(DescriptorSlots slots, Arrivals arrivals, CallSites callSites) {
    this.slots = slots;
    this.arrivals = arrivals;
    this.callSites = callSites;
  }

  /** Marks a number as decided on; returns whether it was not before. */
  boolean decide(int number) {
    if (number < 0 || number >= LIMIT) {
      return false;
    }
    int word = number / Long.SIZE;
    long bit = 1L << number;
    long present = decided.get(word);
    while ((present & bit) == 0) {
      if (decided.compareAndSet(word, present, present | bit)) {
        return true;
      }
      present = decided.get(word);
    }
    return false;
  }

  /**
   * The current thread uses a socket, which may have no record yet.
   *
   * @param owner the object that must be closed later; null if it is not known
   */
  void used(@Nullable Object owner, FileDescriptor descriptor) {
    used(owner, descriptor, Connection.currentThread(), callSites::here);
  }

  private void used(
      @Nullable Object owner, FileDescriptor descriptor, String thread, Supplier<CallSite> site) {
    int number = JdkAccess.number(descriptor);
    Connection present = slots.get(number);
    if (present != null) {
      if (owner != null && present.get() == descriptor) {
        arrivals.belongs(present, owner);
      }
      return;
    }
    if (!decide(number)) {
      return;
    }
    if (isConnected(descriptor)) {
      Object known = owner == null ? descriptor : owner;
      arrivals.adopt(known, number, remote(descriptor), thread, site.get());
    }
  }

  /** Pipes and Unix-domain sockets pass the same classes, and have no TCP state. */
  private static boolean isConnected(FileDescriptor descriptor) {
    try {
      TcpState state = TcpState.ofLinux(JdkAccess.tcpInfo(descriptor) & 0xFF);
      return state == TcpState.ESTABLISHED
          || state == TcpState.CLOSE_WAIT
          || state == TcpState.FIN_WAIT_1
          || state == TcpState.FIN_WAIT_2;
    } catch (IOException e) {
      return false;
    }
  }

  /** Null in JDKs before 17; there the kernel's tables tell it later. */
  private static @Nullable InetSocketAddress remote(FileDescriptor descriptor) {
    try {
      return JdkAccess.remoteAddress(descriptor);
    } catch (IOException e) {
      return null;
    }
  }

  /** The current thread is about to select, as the first one on this selector. */
  void selecting(Selector selector) {
    keys(selector, Connection.currentThread(), callSites::here);
  }

  /** A thread that may be waiting in a select since before the hooks were there. */
  void selected(Thread thread, SelectorUses selectors) {
    Selector selector = SelectorAccess.selectedBy(thread);
    if (selector != null && selectors.selecting(selector, thread)) {
      ThreadView now = ThreadView.of(thread);
      keys(selector, now.name(), () -> new CallSite(now.frames()));
    }
  }

  /** Channels of which another thread is just changing the selector's set are left to their use. */
  private void keys(Selector selector, String thread, Supplier<CallSite> site) {
    try {
      for (SelectionKey key : selector.keys()) {
        FileDescriptor descriptor = SelectorAccess.descriptor(key.channel());
        if (descriptor != null) {
          used(key.channel(), descriptor, thread, site);
        }
      }
    } catch (ConcurrentModificationException | ClosedSelectorException e) {
      // Its other channels are adopted when they are used.
    }
  }
}
