package io.closewait.bridge;

import java.io.FileDescriptor;
import java.net.InetAddress;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/**
 * Hears what the woven JDK code reports. Called in the application's threads, inside the JDK's own
 * locks: it must not block, do I/O or call the application's code.
 */
public interface ConnectionListener {
  /** A connection is about to be opened by {@code owner}, the object that must be closed later. */
  void connecting(Object owner, int descriptor, @Nullable InetAddress address, int port);

  /** A connection was accepted for {@code owner}, the object that must be closed later. */
  void accepted(Object owner, int descriptor, @Nullable InetAddress address, int port);

  /**
   * A socket began to listen for {@code owner}, the object that must be closed later.
   *
   * @param backlog how many connections may wait to be accepted, as the JDK asks the kernel
   */
  void listening(Object owner, int descriptor, int backlog);

  /**
   * The current thread is about to select. Called without the guard against re-entry, millions of
   * times: it must do next to nothing.
   */
  void selecting(Selector selector);

  /** A connect cannot succeed, because the name of the remote host has no address. */
  void unresolved(Object owner, int descriptor, String host, int port);

  /** A connect failed; the descriptor is still the owner's. May be called twice for one connect. */
  void connectFailed(Object owner, int descriptor, Throwable error);

  /**
   * close() was called.
   *
   * @param localPort 0 if the socket is not bound, or not to an internet address
   */
  void closing(Object owner, int descriptor, int localPort);

  /** An object that pools connections is about to open one. */
  void pooling(Object pool);

  /** close() is called on an object above a descriptor's socket, which may leave that open. */
  void wrapperClosed(Object wrapper, int descriptor);

  /**
   * A socket is used that may be older than the hooks; told before the use itself, and only while
   * such are looked for.
   *
   * @param owner the object that must be closed later; null if it is not known
   */
  void used(@Nullable Object owner, FileDescriptor descriptor);

  /** Something happened to a descriptor, which need not be a TCP socket. */
  void event(ConnectionEvent event, @Nullable Object owner, int descriptor);
}
