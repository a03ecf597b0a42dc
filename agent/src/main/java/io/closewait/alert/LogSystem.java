package io.closewait.alert;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * What applications log with. It is looked for among the classes that are loaded each time, so that
 * none is held, and it is never initialised.
 */
public enum LogSystem {
  SLF4J("slf4j", "org.slf4j.LoggerFactory", "org.slf4j.Logger", "warn") {
    /** Only after the application has had it bound to what logs. */
    @Override
    boolean isReady(Class<?> factory) throws ReflectiveOperationException {
      Field state = factory.getDeclaredField("INITIALIZATION_STATE");
      state.setAccessible(true);
      return state.getInt(null) == SUCCESSFUL;
    }
  },

  /** Whoever has loaded it has had it read its configuration. */
  JUL("jul", "java.util.logging.Logger", "java.util.logging.Logger", "warning") {
    @Override
    boolean isReady(Class<?> factory) {
      return true;
    }
  };

  private static final String NAME = "io.closewait";

  /** As SLF4J 1 and 2 have it. */
  private static final int SUCCESSFUL = 3;

  private final String text;
  private final String factory;
  private final String logger;
  private final String warning;

  LogSystem(String text, String factory, String logger, String warning) {
    this.text = text;
    this.factory = factory;
    this.logger = logger;
    this.warning = warning;
  }

  /** The name as a user spells it. */
  public String text() {
    return text;
  }

  /** The system of that name; null if there is none. */
  public static @Nullable LogSystem of(String name) {
    for (LogSystem system : values()) {
      if (system.text.equals(name)) {
        return system;
      }
    }
    return null;
  }

  abstract boolean isReady(Class<?> factory) throws ReflectiveOperationException;

  /**
   * Logs an event with the first logger factory that the application uses; the one that the class
   * path has comes first.
   *
   * @param loaded the classes of this JVM
   * @return false if it uses none
   */
  boolean log(Class<?>[] loaded, boolean isWarning, String event)
      throws ReflectiveOperationException {
    Class<?> found = null;
    for (Class<?> each : loaded) {
      if (each.getName().equals(factory)
          && isReady(each)
          && (found == null || isOnClassPath(each))) {
        found = each;
      }
    }
    if (found == null) {
      return false;
    }
    Object target = found.getMethod("getLogger", String.class).invoke(null, NAME);
    Class.forName(logger, false, found.getClassLoader())
        .getMethod(isWarning ? warning : "info", String.class)
        .invoke(target, event);
    return true;
  }

  private static boolean isOnClassPath(Class<?> type) {
    return type.getClassLoader() == ClassLoader.getSystemClassLoader();
  }
}
