package io.closewait.diagnosis;

import io.closewait.library.Libraries;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the frames of a stack apart, and renders them.
 *
 * <p>Classes are told by their names alone, because JDK 8 has no modules and the answer must be the
 * same on every JDK.
 */
final class Frames {
  private static final int NATIVE_LINE = -2;

  /** The agent's own packages on the way of an event; the bridge is sun.nio.ch once packaged. */
  private static final String[] AGENT = {
    "io.closewait.bridge.", "io.closewait.connection.", "io.closewait.hook.", "io.closewait.agent."
  };

  /** Packages of the socket classes, and what they run their privileged actions through. */
  private static final String[] SOCKETS = {
    "sun.nio.ch.", "java.nio.channels.", "java.security.AccessController"
  };

  /** Packages of the JDK, 8 to 27, of which some lie outside the reserved java and javax. */
  private static final String[] JDK = {
    "java.",
    "javax.",
    "jdk.",
    "sun.",
    "com.sun.",
    "org.ietf.jgss.",
    "org.jcp.xml.",
    "org.omg.",
    "org.w3c.dom.",
    "org.xml.sax.",
    "netscape.javascript."
  };

  /** In the names of classes that are made at run time, and have no lines. */
  private static final String[] GENERATED = {
    "$Proxy",
    "$$EnhancerBy",
    "$$FastClassBy",
    "$$SpringCGLIB$$",
    "$ByteBuddy$",
    "$HibernateProxy$",
    "$MockitoMock$",
    "_$$_"
  };

  private Frames() {}

  /** Whether a class is one of the socket classes, or of the agent that watches them. */
  static boolean isSocket(String className) {
    return startsWithAny(className, SOCKETS)
        || startsWithAny(className, AGENT)
        || (className.startsWith("java.net.") && className.contains("Socket"));
  }

  /** Whether a class is the JDK's; {@code javax} counts wholly, though libraries use it too. */
  static boolean isJdk(String className) {
    return startsWithAny(className, JDK);
  }

  /** Whether a frame is the compiler's or the VM's glue, which not every JDK shows. */
  static boolean isGlue(StackTraceElement frame) {
    return frame.getClassName().contains("$$Lambda") || frame.getMethodName().startsWith("access$");
  }

  /** Whether nobody wrote the frame's line, because its class was made at run time. */
  private static boolean isGenerated(StackTraceElement frame) {
    if (frame.getLineNumber() >= 0) {
      return false;
    }
    for (String mark : GENERATED) {
      if (frame.getClassName().contains(mark)) {
        return true;
      }
    }
    return false;
  }

  /** The frames from the first one outside the socket classes; all if there is none. */
  static List<StackTraceElement> outsideSockets(List<StackTraceElement> frames) {
    for (int i = 0; i < frames.size(); i++) {
      if (!isSocket(frames.get(i).getClassName())) {
        return frames.subList(i, frames.size());
      }
    }
    return frames;
  }

  /**
   * The frames whose owner can change them, the innermost first: those of neither the JDK nor a
   * known library; if there are none, the library's; if there are none, those of {@code javax},
   * where a library may live; may be empty.
   */
  static List<StackTraceElement> owned(List<StackTraceElement> frames) {
    List<StackTraceElement> owned = new ArrayList<>();
    List<StackTraceElement> library = new ArrayList<>();
    List<StackTraceElement> extensions = new ArrayList<>();
    for (StackTraceElement frame : outsideSockets(frames)) {
      String className = frame.getClassName();
      if (isGlue(frame) || isSocket(className)) {
        continue;
      }
      if (!isJdk(className)) {
        (Libraries.known().owns(className) ? library : owned).add(frame);
      } else if (className.startsWith("javax.")) {
        extensions.add(frame);
      }
    }
    if (!owned.isEmpty()) {
      return owned;
    }
    return library.isEmpty() ? extensions : library;
  }

  /** Whether a stack has a frame of the application's own, of neither the JDK nor a library. */
  static boolean hasApplication(List<StackTraceElement> frames) {
    for (StackTraceElement frame : outsideSockets(frames)) {
      if (isApplication(frame)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The close() in which a stack is: the outermost one that the application has called, else the
   * innermost one of its own; null if it is in none.
   */
  static @Nullable StackTraceElement closing(List<StackTraceElement> frames) {
    StackTraceElement called = null;
    boolean inApplication = false;
    for (StackTraceElement frame : outsideSockets(frames)) {
      inApplication |= isApplication(frame);
      if (inApplication && called != null) {
        return called;
      }
      if (frame.getMethodName().equals("close") && !isSocket(frame.getClassName())) {
        called = frame;
      }
    }
    return inApplication ? called : null;
  }

  /** Whether a frame is the application's own. */
  static boolean isApplication(StackTraceElement frame) {
    String className = frame.getClassName();
    return !isGlue(frame)
        && !isGenerated(frame)
        && !isSocket(className)
        && !isJdk(className)
        && !Libraries.known().owns(className);
  }

  /** The first frame that has a line of source, which proxies have not; the first if none has. */
  static StackTraceElement firstWithLine(List<StackTraceElement> frames) {
    for (StackTraceElement frame : frames) {
      if (frame.getLineNumber() > 0 && !"<generated>".equals(frame.getFileName())) {
        return frame;
      }
    }
    return frames.get(0);
  }

  /** {@code com.acme.PriceClient.fetch(PriceClient.java:41)}, without loader and module. */
  static String render(StackTraceElement frame) {
    return frame.getClassName() + "." + frame.getMethodName() + "(" + source(frame) + ")";
  }

  private static String source(StackTraceElement frame) {
    if (frame.getLineNumber() == NATIVE_LINE) {
      return "Native Method";
    }
    String file = frame.getFileName();
    if (file == null) {
      return "Unknown Source";
    }
    return frame.getLineNumber() < 0 ? file : file + ":" + frame.getLineNumber();
  }

  private static boolean startsWithAny(String name, String[] prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
