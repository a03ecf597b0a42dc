package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.ReferenceType;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Only what woven code calls is in java.base, and the jar has nothing that could collide. */
class BridgeIT {
  private static final Set<String> BRIDGE =
      Set.of(
          "java.net.LibrarySocketBridge",
          "sun.nio.ch.Bridge",
          "sun.nio.ch.ConnectionEvent",
          "sun.nio.ch.ConnectionListener",
          "sun.nio.ch.JdkAccess",
          "sun.nio.ch.JdkAccess$Handles",
          "sun.nio.ch.Reentry",
          "sun.nio.ch.RefusalBridge",
          "sun.nio.ch.SelectorAccess",
          "sun.nio.ch.SocketAccess",
          "sun.nio.ch.SocketAccess$Layer",
          "sun.nio.ch.SocketInodes",
          "sun.nio.ch.UseBridge");

  private static final Set<String> USED_BY_SOCKETS =
      Set.of("sun.nio.ch.Bridge", "sun.nio.ch.ConnectionListener", "sun.nio.ch.JdkAccess$Handles");

  private static final int JAVA_8 = 52;

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void onlyTheBridgeIsInTheBootLoader(Jdk jdk) throws Exception {
    Set<String> own = Set.copyOf(entries(BridgeIT::isClass).stream().map(BridgeIT::type).toList());
    Launch.on(jdk)
        .flags(Debugger.FLAG)
        .agent("threshold=500ms,interval=200ms")
        .demo("ForgottenClose")
        .run(
            jvm -> {
              jvm.awaitAgentLine("(eof_ignored)");
              try (Debugger debugger = Debugger.of(jvm, 0)) {
                List<ReferenceType> loaded =
                    debugger.classes().stream().filter(each -> own.contains(each.name())).toList();
                Set<String> boot =
                    loaded.stream()
                        .filter(each -> each.classLoader() == null)
                        .map(ReferenceType::name)
                        .collect(Collectors.toSet());
                // A debugger sees what is linked: JDK 8 and 11 link at the first use.
                assertThat(boot).isSubsetOf(BRIDGE).containsAll(USED_BY_SOCKETS);
                assertThat(loaded)
                    .as("the bridge once")
                    .filteredOn(each -> BRIDGE.contains(each.name()))
                    .hasSize(boot.size());
              }
            });
  }

  @Test
  void jarHasNothingElse() throws IOException {
    assertThat(entries(entry -> !entry.isDirectory()))
        .allMatch(
            name ->
                name.startsWith("io/closewait/")
                    || BRIDGE.contains(type(name))
                    || name.startsWith("META-INF/") && !name.endsWith(".class"));
  }

  @Test
  void everyClassRunsOnJava8() throws IOException {
    try (JarFile jar = new JarFile(Artifacts.agent().toFile())) {
      for (JarEntry entry : jar.stream().filter(BridgeIT::isClass).toList()) {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
          assertThat(in.readInt()).isEqualTo(0xCAFEBABE);
          in.readUnsignedShort();
          assertThat(in.readUnsignedShort()).as(entry.getName()).isLessThanOrEqualTo(JAVA_8);
        }
      }
    }
  }

  private static boolean isClass(JarEntry entry) {
    return entry.getName().endsWith(".class");
  }

  private static String type(String entry) {
    return entry.replace(".class", "").replace('/', '.');
  }

  private static List<String> entries(Predicate<JarEntry> wanted) throws IOException {
    try (JarFile jar = new JarFile(Artifacts.agent().toFile())) {
      return jar.stream().filter(wanted).map(JarEntry::getName).toList();
    }
  }
}
