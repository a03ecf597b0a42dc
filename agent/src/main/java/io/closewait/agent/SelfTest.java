package io.closewait.agent;

import io.closewait.connection.Registry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;

/** Sends a canary through the hooks: a channel that goes nowhere and needs no port. */
final class SelfTest {
  private static final String PROVIDER = "java.nio.channels.spi.SelectorProvider";

  private SelfTest() {}

  /** What is wrong with the hooks, one sentence; null if they work. */
  static @Nullable String run(Registry registry) {
    if (System.getProperty(PROVIDER) != null) {
      return null;
    }
    try {
      SocketChannel canary = SocketChannel.open();
      registry.departures().canary(canary);
      boolean seen;
      try {
        canary.connect(InetSocketAddress.createUnresolved("closewait.invalid", 1));
        return "hooks inactive: the self-test connected to nowhere";
      } catch (UnresolvedAddressException expected) {
        seen = registry.openSockets().knows(canary);
      } finally {
        canary.close();
        registry.departures().canary(null);
      }
      if (!seen) {
        return "hooks inactive on this JDK: the self-test's connect was not seen";
      }
      return registry.openSockets().knows(canary)
          ? "hooks inactive on this JDK: the self-test's close was not seen"
          : null;
    } catch (IOException e) {
      return "the self-test of the hooks could not run: " + e.getMessage();
    }
  }
}
