package io.closewait.hook;

import io.closewait.bridge.JdkInternal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Defines the bridge's classes into java.base: beside the socket implementations, and what
 * libraries call into java.net.
 *
 * <p>The jar keeps them in the packages that {@link #CLASSES} names after shading. Nothing here may
 * name a class of the bridge other than by string before it is defined.
 */
final class BridgeDefiner {
  private static final String PACKAGE = "io.closewait.bridge.";

  /** Each after those it extends. */
  private static final String[] CLASSES = {
    PACKAGE + "ConnectionEvent",
    PACKAGE + "ConnectionListener",
    PACKAGE + "Reentry",
    PACKAGE + "JdkAccess$Handles",
    PACKAGE + "JdkAccess",
    PACKAGE + "SelectorAccess",
    PACKAGE + "SocketInodes",
    PACKAGE + "SocketAccess$Layer",
    PACKAGE + "SocketAccess",
    PACKAGE + "UseBridge",
    PACKAGE + "RefusalBridge",
    PACKAGE + "Bridge",
    PACKAGE + "LibrarySocketBridge"
  };

  private BridgeDefiner() {}

  /**
   * Defines what is not defined yet. With JDK 9 and newer this agent may then call the bridge's
   * package.
   */
  static void define(Instrumentation instrumentation, int jdk)
      throws IOException, ReflectiveOperationException {
    if (jdk > 8) {
      Modular.open(instrumentation);
    }
    if (find(PACKAGE + "Bridge") != null) {
      return;
    }
    for (String name : CLASSES) {
      byte[] bytes = read(name.replace('.', '/'));
      if (jdk > 8) {
        Modular.define(name, bytes);
      } else {
        defineIn8(name.replace('.', '/'), bytes);
      }
    }
  }

  private static @Nullable Class<?> find(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = BridgeDefiner.class.getResourceAsStream("/" + name + ".class")) {
      if (in == null) {
        throw new IOException(name + ".class cannot be read from the agent's jar");
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes.write(buffer, 0, read);
      }
      return bytes.toByteArray();
    }
  }

  /** JDK 8's sun.misc.Unsafe is the only way into the bootstrap loader without a file. */
  private static void defineIn8(String name, byte[] bytes) throws ReflectiveOperationException {
    Class<?> unsafe = Class.forName("sun.misc.Unsafe");
    Field instance = unsafe.getDeclaredField("theUnsafe");
    instance.setAccessible(true);
    unsafe
        .getMethod(
            "defineClass",
            String.class,
            byte[].class,
            int.class,
            int.class,
            ClassLoader.class,
            ProtectionDomain.class)
        .invoke(instance.get(null), name, bytes, 0, bytes.length, null, null);
  }

  /** What needs JDK 9 and is not loaded before. */
  @JdkInternal
  private static final class Modular {
    private Modular() {}

    static void open(Instrumentation instrumentation) {
      Module base = Object.class.getModule();
      Set<Module> agent = Collections.singleton(BridgeDefiner.class.getModule());
      Map<String, Set<Module>> packages = new HashMap<>();
      packages.put("sun.nio.ch", agent);
      packages.put("java.net", agent);
      instrumentation.redefineModule(
          base,
          Collections.<Module>emptySet(),
          Collections.<String, Set<Module>>emptyMap(),
          packages,
          Collections.<Class<?>>emptySet(),
          Collections.<Class<?>, List<Class<?>>>emptyMap());
    }

    static void define(String name, byte[] bytes) throws ReflectiveOperationException {
      String resident = name.startsWith("java.net.") ? "java.net.InetAddress" : "sun.nio.ch.Net";
      Class<?> neighbour = Class.forName(resident, false, null);
      MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup()).defineClass(bytes);
    }
  }
}
