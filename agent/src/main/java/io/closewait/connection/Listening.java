package io.closewait.connection;

import org.jspecify.annotations.Nullable;

/** What the hooks know of a socket that listens. Immutable. */
public final class Listening {
  private final int backlog;
  private final @Nullable ThreadView acceptor;

  public Listening(int backlog, @Nullable ThreadView acceptor) {
    this.backlog = backlog;
    this.acceptor = acceptor;
  }

  /**
   * How many connections may wait to be accepted, as listen() was asked; the kernel takes {@code
   * net.core.somaxconn} where that is less, see {@code __sys_listen} in {@code net/socket.c}.
   */
  public int backlog() {
    return backlog;
  }

  /** The thread that called accept() last; null if none ever did, or if it was not looked at. */
  public @Nullable ThreadView acceptor() {
    return acceptor;
  }
}
