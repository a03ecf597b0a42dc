package io.closewait.tcp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One side of a connection: numeric address and port. Immutable. */
public final class Endpoint {
  private static final int GROUPS = 8;

  private final InetAddress address;
  private final int port;

  public Endpoint(InetAddress address, int port) {
    this.address = address;
    this.port = port;
  }

  /** The endpoint of a resolved TCP address; null for any other. */
  public static @Nullable Endpoint of(@Nullable SocketAddress address) {
    if (!(address instanceof InetSocketAddress)) {
      return null;
    }
    InetSocketAddress internet = (InetSocketAddress) address;
    InetAddress resolved = internet.getAddress();
    return resolved == null ? null : new Endpoint(resolved, internet.getPort());
  }

  public InetAddress address() {
    return address;
  }

  public int port() {
    return port;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Endpoint
        && port == ((Endpoint) other).port
        && address.equals(((Endpoint) other).address);
  }

  @Override
  public int hashCode() {
    return Objects.hash(address, port);
  }

  /** {@code 10.0.3.7:8443} or {@code [2001:db8::1]:8443}; never looks a name up. */
  @Override
  public String toString() {
    return (address instanceof Inet6Address
            ? "[" + shortest((Inet6Address) address) + "]"
            : address.getHostAddress())
        + ":"
        + port;
  }

  /** The text form of RFC 5952, with the scope as the system spells it. */
  private static String shortest(Inet6Address address) {
    byte[] bytes = address.getAddress();
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
    }
    String text = withoutZeros(groups);
    String full = address.getHostAddress();
    int scope = full.indexOf('%');
    return scope < 0 ? text : text + full.substring(scope);
  }

  /** Joins the groups, the first of the longest runs of zeros as two colons. */
  private static String withoutZeros(int[] groups) {
    int start = GROUPS;
    int zeros = 1;
    for (int i = 0; i < GROUPS; i++) {
      int run = zerosFrom(groups, i);
      if (run > zeros) {
        start = i;
        zeros = run;
      }
    }
    if (start == GROUPS) {
      return joined(groups, 0, GROUPS);
    }
    return joined(groups, 0, start) + "::" + joined(groups, start + zeros, GROUPS);
  }

  private static String joined(int[] groups, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }

  private static int zerosFrom(int[] groups, int start) {
    int end = start;
    while (end < GROUPS && groups[end] == 0) {
      end++;
    }
    return end - start;
  }
}
