package io.closewait.bridge;

import java.io.FileDescriptor;
import java.lang.reflect.Field;

/**
 * Stands for the JDK's {@code sun.nio.ch.IOUtil} where the bridge is not in its package yet: for
 * the compiler and in unit tests. Shading makes calls of this class calls of the JDK's, and leaves
 * this one out.
 */
final class IOUtil {
  private IOUtil() {}

  /** The number behind a descriptor; -1 if it is closed. The JDK's is native and has no handles. */
  static int fdVal(FileDescriptor descriptor) {
    try {
      Field number = FileDescriptor.class.getDeclaredField("fd");
      number.setAccessible(true);
      return number.getInt(descriptor);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
