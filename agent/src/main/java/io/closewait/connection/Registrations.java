package io.closewait.connection;

import io.closewait.bridge.SelectorAccess;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.util.IdentityHashMap;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the registrations of channels at one look, without a lock that the application may hold.
 * For one thread.
 *
 * <p>Each thread that selects is looked at once, and of many only the first.
 */
final class Registrations {
  private static final int THREADS = 64;

  private final SelectorUses uses;
  private final LongUnaryOperator clock;
  private final IdentityHashMap<Thread, ThreadView> views = new IdentityHashMap<>();

  /**
   * @param clock turns the times of records into milliseconds since the epoch
   */
  Registrations(SelectorUses uses, LongUnaryOperator clock) {
    this.uses = uses;
    this.clock = clock;
  }

  /**
   * The registration of the channel that owns a socket; null if it is no channel or in blocking
   * mode.
   *
   * @param withThread whether to look at the thread that selects, too
   */
  @Nullable ChannelRegistration of(@Nullable Object owner, boolean withThread) {
    if (!(owner instanceof AbstractSelectableChannel)) {
      return null;
    }
    AbstractSelectableChannel channel = (AbstractSelectableChannel) owner;
    SelectionKey key = key(channel);
    if (key != null) {
      return registration(key, withThread);
    }
    return SelectorAccess.isNonBlocking(channel) ? ChannelRegistration.NONE : null;
  }

  /** One that is valid rather than one that is cancelled. */
  private static @Nullable SelectionKey key(AbstractSelectableChannel channel) {
    SelectionKey found = null;
    SelectionKey[] keys = SelectorAccess.keys(channel);
    if (keys != null) {
      for (SelectionKey key : keys) {
        if (key != null && (found == null || key.isValid())) {
          found = key;
        }
      }
    }
    return found;
  }

  private ChannelRegistration registration(SelectionKey key, boolean withThread) {
    Selector selector = key.selector();
    ChannelRegistration.Builder registration = new ChannelRegistration.Builder(name(selector));
    try {
      registration.operations(key.interestOps(), key.readyOps());
    } catch (CancelledKeyException e) {
      // It stays what it is, and its operations are not known any more.
    }
    SelectorUse use = withThread ? uses.of(selector) : null;
    ThreadView thread = use == null ? null : view(use);
    registration.thread(thread).selecting(isSelecting(selector, thread));
    if (use != null) {
      registration.selectedAt(OptionalLong.of(clock.applyAsLong(use.selectedAt())));
    }
    return registration.build();
  }

  private static String name(Selector selector) {
    return selector.getClass().getSimpleName()
        + "@"
        + Integer.toHexString(System.identityHashCode(selector));
  }

  private @Nullable ThreadView view(SelectorUse use) {
    Thread thread = use.thread();
    if (thread == null) {
      return ThreadView.ended(use.threadName());
    }
    ThreadView known = views.get(thread);
    if (known == null && views.size() < THREADS) {
      known = ThreadView.of(thread);
      views.put(thread, known);
    }
    return known;
  }

  private static boolean isSelecting(Selector selector, @Nullable ThreadView thread) {
    if (SelectorAccess.tellsSelect(selector)) {
      return SelectorAccess.isInSelect(selector);
    }
    if (thread == null) {
      return false;
    }
    for (StackTraceElement frame : thread.frames()) {
      if (frame.getMethodName().equals("lockAndDoSelect")) {
        return true;
      }
    }
    return false;
  }
}
