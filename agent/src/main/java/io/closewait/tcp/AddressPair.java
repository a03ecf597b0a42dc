package io.closewait.tcp;

import java.net.InetAddress;

/** Names a connection of this host by one number. */
public final class AddressPair {
  private AddressPair() {}

  /**
   * A number made of the local port and the remote endpoint, never 0. It is the same for two
   * connections only if they have the same ports, and remote addresses that are equal or, with
   * IPv6, have the same hash code.
   */
  public static long key(int localPort, InetAddress remote, int remotePort) {
    return ((long) localPort << 48) | ((long) remotePort << 32) | (remote.hashCode() & 0xFFFFFFFFL);
  }

  /** The same for the ends as the kernel lists them. */
  public static long key(Endpoint local, Endpoint remote) {
    return key(local.port(), remote.address(), remote.port());
  }
}
