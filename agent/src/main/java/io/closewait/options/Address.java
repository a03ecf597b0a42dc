package io.closewait.options;

import org.jspecify.annotations.Nullable;

/** A port, and the host whose address it is to be opened at. Immutable. */
public final class Address {
  private static final int HIGHEST_PORT = 65_535;

  private final @Nullable String host;
  private final int port;

  private Address(@Nullable String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** {@code 9464}, {@code myhost:9464} or {@code [::1]:9464}; null if the text is none of these. */
  static @Nullable Address parse(String text) {
    int colon = text.lastIndexOf(':');
    String digits = text.substring(colon + 1);
    long port = Durations.digits(digits, digits.length());
    if (port == Durations.INVALID || port > HIGHEST_PORT) {
      return null;
    }
    String host = colon < 0 ? null : text.substring(0, colon);
    if (host == null) {
      return new Address(null, (int) port);
    }
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String bare = bracketed ? host.substring(1, host.length() - 1) : host;
    return isHost(bare, bracketed) ? new Address(bare, (int) port) : null;
  }

  /** The same host with another port. */
  public Address at(int newPort) {
    return new Address(host, newPort);
  }

  private static boolean isHost(String text, boolean bracketed) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean colon = c == ':' || c == '%';
      if (colon ? !bracketed : !Character.isLetterOrDigit(c) && ".-_".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** A name or an address without brackets; null for loopback. */
  public @Nullable String host() {
    return host;
  }

  /** 0 for any that is free. */
  public int port() {
    return port;
  }
}
