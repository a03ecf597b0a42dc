package io.closewait.http;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.spi.HttpServerProvider;
import io.closewait.options.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP server with the agent's pages. Its threads are daemons in a group that has no
 * others; they and its sockets end with {@link #stop}.
 */
public final class HttpExposure {
  /** How long a client may take to send its request, and again to take the answer. */
  private static final long PATIENCE_MILLIS = 30_000;

  private static final int BACKLOG = 16;
  private static final long END_MILLIS = 2000;
  private static final String NAME = "closewait http";

  private final ThreadGroup threads;
  private final Workers workers;
  private final HttpServer server;
  private final boolean forAnybody;

  private HttpExposure(
      ThreadGroup threads, Workers workers, HttpServer server, boolean forAnybody) {
    this.threads = threads;
    this.workers = workers;
    this.server = server;
    this.forAnybody = forAnybody;
  }

  /**
   * Listens from now on.
   *
   * @param threads the group of all threads that open sockets for it
   * @param token what clients must send; null if nothing
   * @throws IOException if that cannot be; the message names the address and the remedy
   * @throws LinkageError if this JVM has no HTTP server
   */
  public static HttpExposure start(
      ThreadGroup threads, Address address, @Nullable String token, HttpContent content)
      throws IOException, InterruptedException {
    return start(threads, address, token, content, PATIENCE_MILLIS);
  }

  /** From a thread of the group, because the server's own threads are born into its group. */
  static HttpExposure start(
      ThreadGroup threads,
      Address address,
      @Nullable String token,
      HttpContent content,
      long patience)
      throws IOException, InterruptedException {
    FutureTask<HttpExposure> opening =
        new FutureTask<>(() -> open(threads, address, token, content, patience));
    Thread starter = daemon(threads, opening);
    starter.start();
    starter.join();
    try {
      return opening.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException) {
        throw (IOException) cause;
      }
      if (cause instanceof Error) {
        throw (Error) cause;
      }
      throw new IllegalStateException(cause);
    }
  }

  private static HttpExposure open(
      ThreadGroup threads,
      Address address,
      @Nullable String token,
      HttpContent content,
      long patience)
      throws IOException {
    InetSocketAddress listen = resolved(address);
    HttpServerProvider provider = provider();
    try {
      tryToListen(listen);
      Workers workers = new Workers(work -> daemon(threads, work), patience);
      HttpServer server = provider.createHttpServer(listen, BACKLOG);
      Gate gate = new Gate(listen.getAddress(), address.host(), token);
      server.createContext("/", new Exchanges(gate, content, workers));
      server.setExecutor(workers);
      server.start();
      nameThreads(threads);
      boolean forAnybody = token == null && !listen.getAddress().isLoopbackAddress();
      return new HttpExposure(threads, workers, server, forAnybody);
    } catch (IOException e) {
      throw new IOException(
          "option http: cannot serve at "
              + text(listen)
              + " ("
              + e.getMessage()
              + "); name a port that is free, or 0 for any, at an address of this machine",
          e);
    }
  }

  private static InetSocketAddress resolved(Address address) throws IOException {
    String host = address.host();
    try {
      return new InetSocketAddress(
          host == null ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host),
          address.port());
    } catch (UnknownHostException e) {
      throw new IOException(
          "option http: the host '" + host + "' has no address; name one of this machine", e);
    }
  }

  /** A server that cannot listen does not close what it has opened until then. */
  private static void tryToListen(InetSocketAddress address) throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(address, BACKLOG);
    }
  }

  /** A library may replace the JDK's server by another, whose threads are not known. */
  private static HttpServerProvider provider() throws IOException {
    HttpServerProvider provider = HttpServerProvider.provider();
    String name = provider.getClass().getName();
    if (!name.startsWith("sun.net.httpserver.")) {
      throw new IOException(
          "option http: this JVM replaces the JDK's HTTP server by "
              + name
              + ", which will not do; leave one of them out");
    }
    return provider;
  }

  private static Thread daemon(ThreadGroup threads, Runnable work) {
    Thread thread = new Thread(threads, work, NAME);
    thread.setDaemon(true);
    // Nothing of the application is found, or kept, by way of the agent's threads.
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader().getParent());
    return thread;
  }

  /** Those that the server has made for itself too. */
  private static void nameThreads(ThreadGroup threads) {
    for (Thread thread : alive(threads)) {
      if (!thread.getName().startsWith(NAME)) {
        thread.setName(NAME + " " + thread.getName());
      }
    }
  }

  private static List<Thread> alive(ThreadGroup threads) {
    Thread[] all = new Thread[2 * threads.activeCount() + 16];
    return Arrays.asList(all).subList(0, threads.enumerate(all));
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Where it listens, such as {@code http://127.0.0.1:9464/}. */
  public String url() {
    return "http://" + text(server.getAddress()) + "/";
  }

  /** Whether other machines may reach it, and need no token. */
  public boolean isForAnybody() {
    return forAnybody;
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }

  /** Closes all its sockets, and waits for its threads, but not for ever. */
  public void stop() throws InterruptedException {
    server.stop(0);
    workers.end();
    long until = System.nanoTime() + END_MILLIS * 1_000_000;
    for (Thread thread : alive(threads)) {
      thread.join(Math.max(1, (until - System.nanoTime()) / 1_000_000));
    }
  }
}
