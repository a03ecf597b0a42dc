package io.closewait.bridge;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import org.jspecify.annotations.Nullable;

/**
 * What java.base knows of selectors and does not tell without a lock that the application may hold.
 * Thread-safe; what this JDK does not have is answered as if it were not so.
 *
 * <p>From JDK 8 to 27 there are {@code AbstractSelectableChannel.keys} and {@code nonBlocking}
 * (early updates of 8 have {@code blocking}), since 11 {@code sun.nio.ch.SelectorImpl.inSelect}.
 */
@JdkInternal
public final class SelectorAccess {
  private static final @Nullable MethodHandle GET_KEYS =
      getter(AbstractSelectableChannel.class, "keys", SelectionKey[].class);
  private static final @Nullable MethodHandle IS_NON_BLOCKING =
      getter(AbstractSelectableChannel.class, "nonBlocking", boolean.class);
  private static final @Nullable MethodHandle IS_IN_SELECT = inSelectGetter();

  private SelectorAccess() {}

  private static @Nullable MethodHandle inSelectGetter() {
    try {
      return getter(
          Class.forName("sun.nio.ch.SelectorImpl", false, null), "inSelect", boolean.class);
    } catch (ClassNotFoundException e) {
      return null;
    }
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
