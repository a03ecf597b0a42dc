package io.closewait.connection;

import io.closewait.bridge.JdkAccess;
import org.jspecify.annotations.Nullable;

/**
 * A 64-bit hash of the stack that a throwable captured, without symbolising it. Thread-safe.
 *
 * <p>HotSpot keeps a stack as {@code Object[] {short[] methods, int[] bytecodeIndexes, Object[]
 * classes, …, next}}, in chunks of 32 frames; see {@code BacktraceBuilder} in {@code
 * javaClasses.cpp}. Where a JVM has another form the public stack trace is hashed instead.
 */
final class StackHash {
  private static final int FIRST_LINK = 4;

  private StackHash() {}

  /** Never 0. */
  static long of(Throwable capture, int depth) {
    Object backtrace = JdkAccess.backtrace(capture);
    long hash =
        isHotSpot(backtrace) ? ofChunks((Object[]) backtrace, depth) : ofFrames(capture, depth);
    return hash == 0 ? 1 : hash;
  }

  /** Whether a backtrace, or a part of one, has HotSpot's form. */
  static boolean isHotSpot(@Nullable Object backtrace) {
    if (!(backtrace instanceof Object[])) {
      return false;
    }
    Object[] chunk = (Object[]) backtrace;
    return chunk.length > FIRST_LINK
        && chunk[0] instanceof short[]
        && chunk[1] instanceof int[]
        && chunk[2] instanceof Object[];
  }

  private static long ofChunks(Object @Nullable [] chunk, int depth) {
    long hash = 0;
    int left = depth;
    while (chunk != null && left > 0) {
      short[] methods = (short[]) chunk[0];
      int[] indexes = (int[]) chunk[1];
      Object[] classes = (Object[]) chunk[2];
      int frames = Math.min(left, methods.length);
      for (int i = 0; i < frames && classes[i] != null; i++) {
        hash = mix(hash, System.identityHashCode(classes[i]));
        hash = mix(hash, (long) methods[i] << 32 | indexes[i]);
      }
      left -= frames;
      chunk = next(chunk);
    }
    return hash;
  }

  /** The next chunk of a backtrace; JDK 19 put another element before the link. */
  static Object @Nullable [] next(Object[] chunk) {
    for (int i = FIRST_LINK; i < chunk.length; i++) {
      if (isHotSpot(chunk[i])) {
        return (Object[]) chunk[i];
      }
    }
    return null;
  }

  private static long ofFrames(Throwable capture, int depth) {
    StackTraceElement[] frames = capture.getStackTrace();
    long hash = 0;
    for (int i = 0; i < frames.length && i < depth; i++) {
      hash = mix(hash, frames[i].hashCode());
    }
    return hash;
  }

  /** The step of a 64-bit multiplicative hash, with the high bits folded back. */
  private static long mix(long hash, long value) {
    long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
    return mixed ^ mixed >>> 29;
  }
}
