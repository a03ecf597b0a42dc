package io.closewait.library;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Methods without arguments, each called on what the one before returned. Immutable. */
final class Chain {
  private final String[] methods;

  /**
   * @param text their names with dots between, such as {@code getTotalStats.getLeased}
   */
  Chain(String text) {
    methods = text.split("\\.", -1);
  }

  @Nullable Object of(Object start) throws ReflectiveOperationException {
    Object value = start;
    for (String name : methods) {
      if (value == null) {
        return null;
      }
      try {
        value = accessible(value.getClass(), name).invoke(value);
      } catch (InvocationTargetException e) {
        throw new ReflectiveOperationException(name + " failed", e);
      }
    }
    return value;
  }

  int count(Object start) throws ReflectiveOperationException {
    Object value = of(start);
    if (value instanceof Number) {
      return ((Number) value).intValue();
    }
    throw new ReflectiveOperationException(value + " is no number");
  }

  /**
   * The method as a public class or interface declares it, because the object's may be private;
   * else as it is.
   */
  private static Method accessible(Class<?> type, String name) throws ReflectiveOperationException {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      if (Modifier.isPublic(at.getModifiers()) && has(at, name)) {
        return at.getMethod(name);
      }
      for (Class<?> implemented : at.getInterfaces()) {
        if (Modifier.isPublic(implemented.getModifiers()) && has(implemented, name)) {
          return implemented.getMethod(name);
        }
      }
    }
    return declared(type, name);
  }

  private static Method declared(Class<?> type, String name) throws ReflectiveOperationException {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      Method method = find(at.getDeclaredMethods(), name);
      if (method != null) {
        method.setAccessible(true);
        return method;
      }
    }
    throw new NoSuchMethodException(name);
  }

  private static boolean has(Class<?> type, String name) {
    return find(type.getMethods(), name) != null;
  }

  private static @Nullable Method find(Method[] methods, String name) {
    for (Method method : methods) {
      if (method.getName().equals(name) && method.getParameterCount() == 0) {
        return method;
      }
    }
    return null;
  }
}
