package io.closewait.connection;

import java.util.Locale;

/** How a socket came to be. */
public enum Origin {
  CONNECT,
  ACCEPT,
  LISTEN,
  /** Opened before the hooks were there, and recorded when it was first seen in use. */
  ADOPTED;

  /** The name as reports spell it, such as {@code connect}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
