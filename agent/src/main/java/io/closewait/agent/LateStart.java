package io.closewait.agent;

import io.closewait.bridge.ConnectionEvent;
import io.closewait.bridge.JdkAccess;
import io.closewait.connection.Registry;
import io.closewait.hook.Installer;
import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.instrument.UnmodifiableClassException;
import java.net.InetAddress;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/**
 * What the hooks need and is too dear before {@code main}: the agent's own thread does it while the
 * application starts. What fails is noted and ends nothing.
 */
final class LateStart {
  private final boolean running;
  private final Registry registry;
  private final Installer installer;
  private final List<String> blind;

  /**
   * @param running whether the application ran before the agent came
   * @param blind gets what cannot be seen
   */
  LateStart(boolean running, Registry registry, Installer installer, List<String> blind) {
    this.running = running;
    this.registry = registry;
    this.installer = installer;
    this.blind = blind;
  }

  /** Loads what the first events need, unless that was done already. */
  void rehearse() {
    try {
      if (!running) {
        sendEachEvent();
      }
    } catch (RuntimeException | LinkageError e) {
      blind.add("not all events of sockets can be heard in this JVM: " + e);
    }
  }

  /**
   * Sends each event to a registry of its own, so that no class is loaded inside a socket's lock
   * and what this JDK lacks does not surface in the application.
   */
  static void sendEachEvent() {
    JdkAccess.number(new FileDescriptor());
    Registry stage = new Registry(1);
    stage.connecting(stage, 0, null, 0);
    stage.unresolved(stage, 0, "", 0);
    stage.connectFailed(stage, 0, new IOException());
    stage.listening(stage, 0, 0);
    stage.event(ConnectionEvent.ACCEPTING, stage, 0);
    stage.accepted(stage, 0, InetAddress.getLoopbackAddress(), 1);
    stage.closing(stage, 0, 1);
    for (ConnectionEvent event : ConnectionEvent.values()) {
      stage.event(event, null, 0);
    }
  }

  /** Finds the sockets of selectors, and the libraries, that were there before an attach. */
  void catchUp() {
    if (running) {
      try {
        registry.adoptSelected(Host.threads());
        installer.weaveLoadedLibraries();
      } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
        blind.add("not all that was there before the attach is seen: " + e);
      }
    }
  }

  /** What makes the hooks cheap and is too dear before {@code main}. */
  void prepare() {
    readCurrencies();
    finishHooks();
    try {
      JdkAccess.prepare();
    } catch (LinkageError e) {
      // The hooks work without, and the first look tells what does not.
    }
  }

  private void finishHooks() {
    try {
      if (!running) {
        installer.finish();
      }
    } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
      blind.add("not all hooks could be woven in this JVM: " + e);
    }
  }

  /**
   * JDK 8 formats numbers when it links a lambda, and reads a file for that. If it cannot, for want
   * of a descriptor, java.util.Currency is broken as long as the JVM lives.
   */
  private static void readCurrencies() {
    if (System.getProperty("java.specification.version", "").startsWith("1.")) {
      Currency.getInstance(Locale.US);
    }
  }

  /** Whether each hook is heard. */
  void testHooks() {
    try {
      String inactive = SelfTest.run(registry);
      if (inactive != null) {
        blind.add(inactive);
      }
    } catch (RuntimeException e) {
      blind.add("the self-test of the hooks could not run: " + e);
    }
  }
}
