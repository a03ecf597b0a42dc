package io.closewait.bridge;

import java.io.FileDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import org.jspecify.annotations.Nullable;

/**
 * What java.base knows of selectors and does not tell without a lock that the application may hold.
 * Thread-safe; what this JDK does not have is answered as if it were not so.
 *
 * <p>From JDK 8 to 27 there are {@code AbstractSelectableChannel.keys} and {@code nonBlocking}
 * (early updates of 8 have {@code blocking}), {@code sun.nio.ch.SelChImpl.getFD}, {@code
 * Thread.blocker} (since 21 {@code nioBlocker}) and in its selector's class {@code this$0}; since
 * 11 {@code sun.nio.ch.SelectorImpl.inSelect}.
 */
@JdkInternal
public final class SelectorAccess {
  /** What a selector leaves with the thread that waits in it. */
  private static final String INTERRUPTOR = "java.nio.channels.spi.AbstractSelector$1";

  private static final @Nullable MethodHandle GET_KEYS =
      getter(AbstractSelectableChannel.class, "keys", SelectionKey[].class);
  private static final @Nullable MethodHandle IS_NON_BLOCKING =
      getter(AbstractSelectableChannel.class, "nonBlocking", boolean.class);
  private static final @Nullable MethodHandle IS_IN_SELECT = inSelectGetter();
  private static final @Nullable Class<?> JDK_CHANNEL = find("sun.nio.ch.SelChImpl");
  private static final @Nullable MethodHandle GET_DESCRIPTOR = descriptorGetter();
  private static final @Nullable MethodHandle GET_BLOCKER = blockerGetter();
  private static final @Nullable MethodHandle GET_SELECTOR = selectorGetter();

  private SelectorAccess() {}

  private static @Nullable Class<?> find(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private static @Nullable MethodHandle inSelectGetter() {
    Class<?> type = find("sun.nio.ch.SelectorImpl");
    return type == null ? null : getter(type, "inSelect", boolean.class);
  }

  private static @Nullable MethodHandle descriptorGetter() {
    try {
      return JDK_CHANNEL == null
          ? null
          : JdkAccess.lookup(JDK_CHANNEL)
              .findVirtual(JDK_CHANNEL, "getFD", MethodType.methodType(FileDescriptor.class))
              .asType(MethodType.methodType(FileDescriptor.class, Object.class));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private static @Nullable MethodHandle blockerGetter() {
    Class<?> type = find("sun.nio.ch.Interruptible");
    if (type == null) {
      return null;
    }
    MethodHandle recent = getter(Thread.class, "nioBlocker", type);
    MethodHandle getter = recent == null ? getter(Thread.class, "blocker", type) : recent;
    return getter == null ? null : getter.asType(MethodType.methodType(Object.class, Object.class));
  }

  private static @Nullable MethodHandle selectorGetter() {
    Class<?> type = find(INTERRUPTOR);
    return type == null ? null : getter(type, "this$0", AbstractSelector.class);
  }

  /** Its calls take the object and return the field's value. */
  private static @Nullable MethodHandle getter(Class<?> type, String field, Class<?> fieldType) {
    try {
      return JdkAccess.lookup(type)
          .findGetter(type, field, fieldType)
          .asType(MethodType.methodType(fieldType, Object.class));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /** The keys of a channel, some of them null; null if it was never registered. */
  public static @Nullable SelectionKey @Nullable [] keys(AbstractSelectableChannel channel) {
    if (GET_KEYS == null) {
      return null;
    }
    try {
      return (SelectionKey[]) GET_KEYS.invokeExact((Object) channel);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** Whether a channel is non-blocking; false if that is not known. */
  public static boolean isNonBlocking(AbstractSelectableChannel channel) {
    return IS_NON_BLOCKING != null && isTrue(IS_NON_BLOCKING, channel);
  }

  /** The descriptor of one of this JDK's own channels; null for another. */
  public static @Nullable FileDescriptor descriptor(Object channel) {
    if (GET_DESCRIPTOR == null || JDK_CHANNEL == null || !JDK_CHANNEL.isInstance(channel)) {
      return null;
    }
    try {
      return (FileDescriptor) GET_DESCRIPTOR.invokeExact(channel);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** The selector whose select a thread is waiting in; null if there is none. */
  public static @Nullable Selector selectedBy(Thread thread) {
    if (GET_BLOCKER == null || GET_SELECTOR == null) {
      return null;
    }
    try {
      Object blocker = (Object) GET_BLOCKER.invokeExact((Object) thread);
      return blocker == null || !blocker.getClass().getName().equals(INTERRUPTOR)
          ? null
          : (AbstractSelector) GET_SELECTOR.invokeExact(blocker);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** Whether this JDK's own selectors tell if a thread is in their select. */
  public static boolean tellsSelect(Selector selector) {
    return IS_IN_SELECT != null && selector.getClass().getName().startsWith("sun.nio.ch.");
  }

  /** Whether a thread is in the select of a selector that tells it. */
  public static boolean isInSelect(Selector selector) {
    return IS_IN_SELECT != null && isTrue(IS_IN_SELECT, selector);
  }

  private static boolean isTrue(MethodHandle getter, Object object) {
    try {
      return (boolean) getter.invokeExact(object);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
