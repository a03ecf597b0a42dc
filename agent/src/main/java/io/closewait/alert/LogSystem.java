package io.closewait.alert;

import java.lang.reflect.Field;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What applications log with. It is looked for among the classes that are loaded each time, so that
 * none is held, and it is never initialised.
 */
public enum LogSystem {
  SLF4J("slf4j", "org.slf4j.LoggerFactory") {
    /** Only after the application has had it bound to what logs. */
    @Override
    boolean isReady(Class<?> factory) throws ReflectiveOperationException {
      Field state = factory.getDeclaredField("INITIALIZATION_STATE");
      state.setAccessible(true);
      return state.getInt(null) == SUCCESSFUL;
    }

    @Override
    void log(Class<?> factory, boolean isWarning, String event)
        throws ReflectiveOperationException {
      Object logger = factory.getMethod("getLogger", String.class).invoke(null, NAME);
      Class.forName("org.slf4j.Logger", false, factory.getClassLoader())
          .getMethod(isWarning ? "warn" : "info", String.class)
          .invoke(logger, event);
    }
  },

  /** Whoever has loaded it has had it read its configuration. */
  JUL("jul", "java.util.logging.Logger") {
    @Override
    boolean isReady(Class<?> factory) {
      return true;
    }

    /** Formatters print who logs: not a class of the agent, which tells a reader nothing. */
    @Override
    void log(Class<?> factory, boolean isWarning, String event) {
      Logger.getLogger(NAME)
          .logp(isWarning ? Level.WARNING : Level.INFO, "closewait", "alert", event);
    }
  };

  private static final String NAME = "io.closewait";

  /** As SLF4J 1 and 2 have it. */
  private static final int SUCCESSFUL = 3;

  private final String text;
  private final String factory;

  LogSystem(String text, String factory) {
    this.text = text;
    this.factory = factory;
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

  abstract void log(Class<?> factory, boolean isWarning, String event)
      throws ReflectiveOperationException;

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
    log(found, isWarning, event);
    return true;
  }

  private static boolean isOnClassPath(Class<?> type) {
    return type.getClassLoader() == ClassLoader.getSystemClassLoader();
  }
}
