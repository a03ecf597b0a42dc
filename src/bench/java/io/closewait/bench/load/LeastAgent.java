package io.closewait.bench.load;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The floor of an agent that sees the JDK's sockets: it opens their package, where the JDK has
 * modules, and is asked about every class; it weaves none and has no other class.
 */
public final class LeastAgent implements ClassFileTransformer {
  private LeastAgent() {}

  public static void premain(String argument, Instrumentation instrumentation) throws Exception {
    if (!System.getProperty("java.specification.version").startsWith("1.")) {
      open(instrumentation);
    }
    instrumentation.addTransformer(new LeastAgent(), true);
  }

  private static void open(Instrumentation instrumentation) throws Exception {
    Object base = Class.class.getMethod("getModule").invoke(Object.class);
    Object own = Class.class.getMethod("getModule").invoke(LeastAgent.class);
    Class<?> module = Class.forName("java.lang.Module");
    Instrumentation.class
        .getMethod("redefineModule", module, Set.class, Map.class, Map.class, Set.class, Map.class)
        .invoke(
            instrumentation,
            base,
            Collections.emptySet(),
            Collections.emptyMap(),
            Collections.singletonMap("sun.nio.ch", Collections.singleton(own)),
            Collections.emptySet(),
            Collections.<Class<?>, List<Class<?>>>emptyMap());
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] original) {
    return null;
  }
}
