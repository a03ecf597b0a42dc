package io.closewait.diagnosis;

import io.closewait.connection.Origin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Eight hexadecimal digits that name a bug, the same in every JVM and on every JDK.
 *
 * <p>They are the CRC-32 of the kind of opening, of the library that opened and of the stack's
 * frames that their owner can change, as class and method without lines and generated numbers. A
 * stack without such frames counts by the JDK class that opened the socket: method names and depth
 * of JDK stacks differ between versions.
 */
final class Fingerprint {
  /**
   * How many frames count. JDK frames differ in number between versions, so a stack cut at {@code
   * stack-depth} does not end at the same frame everywhere; its innermost frames are the same.
   */
  private static final int FRAMES = 32;

  /** JDK packages that call anything, so that they do not tell who opened a socket. */
  private static final String[] CARRIERS = {
    "java.", "jdk.internal.reflect.", "sun.reflect.", "jdk.internal.misc.", "jdk.internal.vm."
  };

  /** After these come generated characters in the names of subclasses made at run time. */
  private static final String[] GENERATED = {
    "$$", "$ByteBuddy$", "$MockitoMock$", "$HibernateProxy$", "$auxiliary$"
  };

  private Fingerprint() {}

  /**
   * The fingerprint of sockets opened in one way from one stack.
   *
   * @param library which opened them, because one method may use several; empty if none did
   * @param frames the innermost first
   */
  static String of(Origin origin, String library, List<StackTraceElement> frames) {
    StringBuilder text = new StringBuilder(origin.text()).append(library);
    List<StackTraceElement> owned = Frames.owned(frames);
    if (owned.isEmpty()) {
      text.append('\n').append(facility(frames));
    }
    for (StackTraceElement frame : owned.subList(0, Math.min(FRAMES, owned.size()))) {
      text.append('\n').append(normalised(frame));
    }
    return digits(text.toString());
  }

  /** The fingerprint of all sockets that have no record. */
  static String ofUntracked() {
    return digits("untracked");
  }

  /**
   * The fingerprint of connections that nobody accepts from a listening socket without a record.
   */
  static String ofUnknownListener() {
    return digits("not_accepted");
  }

  /** Class and method without what is generated anew in each JVM. */
  static String normalised(StackTraceElement frame) {
    return className(frame.getClassName()) + "." + methodName(frame.getMethodName());
  }

  private static String className(String name) {
    String cut = before(name, "/");
    for (String mark : GENERATED) {
      cut = before(cut, mark);
    }
    String plain = withoutDigits(cut);
    return plain.endsWith("$Proxy") ? plain : cut;
  }

  private static String methodName(String name) {
    String prefix = "lambda$";
    if (name.startsWith(prefix)) {
      return prefix + withoutDigits(before(name.substring(prefix.length()), "$"));
    }
    String plain = withoutDigits(name);
    return plain.endsWith("$") ? plain.substring(0, plain.length() - 1) : name;
  }

  /** The outermost class of the first frame that tells which part of the JDK opened the socket. */
  private static String facility(List<StackTraceElement> frames) {
    List<StackTraceElement> outside = Frames.outsideSockets(frames);
    for (StackTraceElement frame : outside) {
      if (!Frames.isGlue(frame) && !isCarrier(frame.getClassName())) {
        return before(frame.getClassName(), "$");
      }
    }
    return outside.isEmpty() ? "" : before(outside.get(0).getClassName(), "$");
  }

  private static boolean isCarrier(String className) {
    for (String carrier : CARRIERS) {
      if (className.startsWith(carrier)) {
        return true;
      }
    }
    return Frames.isSocket(className);
  }

  private static String before(String name, String mark) {
    int at = name.indexOf(mark);
    return at < 0 ? name : name.substring(0, at);
  }

  private static String withoutDigits(String name) {
    int end = name.length();
    while (end > 0 && name.charAt(end - 1) >= '0' && name.charAt(end - 1) <= '9') {
      end--;
    }
    return name.substring(0, end);
  }

  private static String digits(String text) {
    CRC32 crc = new CRC32();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    crc.update(bytes, 0, bytes.length);
    return Long.toHexString(1L << Integer.SIZE | crc.getValue()).substring(1);
  }
}
