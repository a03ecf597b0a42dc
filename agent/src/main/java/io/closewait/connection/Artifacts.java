package io.closewait.connection;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.security.CodeSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the application's own classes from those of its libraries by where they were loaded from.
 * Thread-safe.
 *
 * <p>The application's are those of directories, of the classes of a web archive or a Spring Boot
 * jar, and of the jar that has the main class.
 */
final class Artifacts {
  /** Stands for whatever is the application's own. */
  static final String APPLICATION = "";

  private static final String[] NESTED = {"BOOT-INF/classes", "WEB-INF/classes"};

  private Artifacts() {}

  /**
   * What is known of each frame: the name of the jar that its class came from, empty for the
   * application's own, null if that cannot be told; null altogether without classes.
   */
  static @Nullable String @Nullable [] of(
      @Nullable Class<?> @Nullable [] classes, List<StackTraceElement> frames) {
    if (classes == null) {
      return null;
    }
    @Nullable String[] artifacts = new String[frames.size()];
    for (int i = 0; i < artifacts.length; i++) {
      Class<?> type = classes[i];
      boolean fits = type != null && type.getName().equals(frames.get(i).getClassName());
      artifacts[i] = fits ? of(type) : null;
    }
    return artifacts;
  }

  private static @Nullable String of(Class<?> type) {
    if (type.getClassLoader() == null) {
      return null;
    }
    try {
      CodeSource source = type.getProtectionDomain().getCodeSource();
      URL location = source == null ? null : source.getLocation();
      return location == null ? null : of(location.toString(), Main.LOCATION);
    } catch (RuntimeException | LinkageError e) {
      // A security manager forbids it, or the application's class loader cannot say.
      return null;
    }
  }

  /**
   * What a place is: a jar's name, empty if it is the application's, null if it is neither.
   *
   * @param location an URL
   * @param main where the main class is
   */
  static @Nullable String of(String location, String main) {
    boolean directory = location.startsWith("file:") && location.endsWith("/");
    if (directory || location.equals(main)) {
      return APPLICATION;
    }
    for (String nested : NESTED) {
      if (location.contains(nested)) {
        return APPLICATION;
      }
    }
    int end = location.lastIndexOf(".jar");
    int begin = Math.max(location.lastIndexOf('/', end), location.lastIndexOf('!', end)) + 1;
    return end < 0 ? null : location.substring(begin, end + ".jar".length()).intern();
  }

  /**
   * Where the class is that the JVM was started with.
   *
   * @param command what the JVM was started with: a jar, a class, or a module, a slash and a class
   */
  static String main(String command) {
    int space = command.indexOf(' ');
    String first = space < 0 ? command : command.substring(0, space);
    if (first.endsWith(".jar")) {
      return ofFile(new File(first));
    }
    String resource = first.substring(first.indexOf('/') + 1).replace('.', '/') + ".class";
    URL found = ClassLoader.getSystemResource(resource);
    String place = found == null ? "" : found.toString();
    place = place.endsWith(resource) ? place.substring(0, place.length() - resource.length()) : "";
    if (place.startsWith("jar:")) {
      return place.substring("jar:".length(), place.length() - "!/".length());
    }
    return place.startsWith("jrt:") ? place.substring(0, place.length() - 1) : place;
  }

  private static String ofFile(File jar) {
    try {
      return jar.getCanonicalFile().toURI().toString();
    } catch (IOException e) {
      return jar.toURI().toString();
    }
  }

  /** Found at the first use, which is after {@code main}. */
  private static final class Main {
    private static final String LOCATION = location();

    private static String location() {
      try {
        return main(System.getProperty("sun.java.command", ""));
      } catch (RuntimeException | LinkageError e) {
        // As above: then names alone decide.
        return "";
      }
    }
  }
}
