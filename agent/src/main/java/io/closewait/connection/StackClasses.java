package io.closewait.connection;

import io.closewait.bridge.JdkAccess;
import org.jspecify.annotations.Nullable;

/** The classes of a stack that a throwable captured; see {@link StackHash}. Thread-safe. */
final class StackClasses {
  private StackClasses() {}

  /**
   * The classes of the innermost frames, null where there is no frame; null altogether in a JVM
   * that keeps them in another form.
   */
  static @Nullable Class<?> @Nullable [] of(Throwable capture, int depth) {
    Object backtrace = JdkAccess.backtrace(capture);
    if (!StackHash.isHotSpot(backtrace)) {
      return null;
    }
    @Nullable Class<?>[] found = new Class<?>[depth];
    int count = 0;
    Object[] chunk = (Object[]) backtrace;
    while (chunk != null && count < depth) {
      Object[] classes = (Object[]) chunk[2];
      for (int i = 0; i < classes.length && count < depth; i++) {
        found[count++] = (Class<?>) classes[i];
      }
      chunk = StackHash.next(chunk);
    }
    return found;
  }
}
