package io.closewait.tcp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One side of a connection: numeric address and port. Immutable. */
public final class Endpoint {
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

  /** {@code 10.0.3.7:8443} or {@code [2001:db8:0:0:0:0:0:1]:8443}; never looks a name up. */
  @Override
  public String toString() {
    String host = address.getHostAddress();
    return (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
  }
}
