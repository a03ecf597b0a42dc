package io.closewait.it.program;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Servers that forget to close, each accepting in one method and handling in another, called by
 * clients that ask once, read the answer and hang up.
 */
public final class Servers {
  private final Held held = new Held();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch stuck = new CountDownLatch(1);

  public static void main(String[] args) throws Exception {
    Servers program = new Servers();
    program.threadPerConnection();
    program.executor(newestPool());
    program.httpServer();
    Console.ready(
        line -> {
          program.gate.countDown();
          return program.held.closeAll();
        });
  }

  private void threadPerConnection() throws Exception {
    ServerSocket server = held.add(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
    Thread acceptor = new Thread(() -> startThreads(server));
    acceptor.setDaemon(true);
    acceptor.start();
    ask(server.getInetAddress(), server.getLocalPort(), "hello\n");
  }

  private void startThreads(ServerSocket server) {
    try {
      while (true) {
        Socket socket = held.add(server.accept());
        new Thread(() -> greetInThread(socket)).start();
      }
    } catch (IOException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void greetInThread(Socket socket) {
    try {
      answer(socket);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void executor(ExecutorService pool) throws Exception {
    ServerSocket server = held.add(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
    held.add(pool::shutdownNow);
    Thread acceptor = new Thread(() -> submitToPool(server, pool));
    acceptor.setDaemon(true);
    acceptor.start();
    ask(server.getInetAddress(), server.getLocalPort(), "hello\n");
  }

  private void submitToPool(ServerSocket server, ExecutorService pool) {
    try {
      while (true) {
        Socket socket = held.add(server.accept());
        pool.submit(() -> greetInPool(socket));
      }
    } catch (IOException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Void greetInPool(Socket socket) throws IOException {
    return answer(socket);
  }

  /** Of virtual threads where there are any. */
  private static ExecutorService newestPool() throws ReflectiveOperationException {
    try {
      Method method = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
      return (ExecutorService) method.invoke(null);
    } catch (NoSuchMethodException e) {
      return Executors.newCachedThreadPool();
    }
  }

  private static Void answer(Socket socket) throws IOException {
    while (socket.getInputStream().read() != '\n') {}
    socket.getOutputStream().write("hello\n".getBytes(StandardCharsets.US_ASCII));
    return null;
  }

  /** One handler forgets its exchange, another does not come back. */
  private void httpServer() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer forgetful = HttpServer.create(any, 10);
    HttpServer slow = HttpServer.create(any, 10);
    ExecutorService pool = Executors.newCachedThreadPool();
    forgetful.createContext("/", Servers::forgetExchange);
    slow.createContext("/", this::waitForEver);
    for (HttpServer server : new HttpServer[] {forgetful, slow}) {
      server.setExecutor(pool);
      server.start();
      held.add(() -> server.stop(0));
    }
    held.add(pool::shutdownNow);
    ask(any.getAddress(), forgetful.getAddress().getPort(), "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    call(any.getAddress(), slow.getAddress().getPort(), "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  }

  private static void forgetExchange(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 6);
    exchange.getResponseBody().write("hello\n".getBytes(StandardCharsets.US_ASCII));
    exchange.getResponseBody().flush();
  }

  private void waitForEver(HttpExchange exchange) throws IOException {
    stuck.countDown();
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      exchange.close();
    }
  }

  /** Asks, reads something of the answer, and hangs up. */
  private static void ask(InetAddress address, int port, String text) throws IOException {
    try (Socket client = new Socket(address, port)) {
      client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      if (client.getInputStream().read() < 0) {
        throw new IOException("no answer");
      }
      while (client.getInputStream().available() > 0) {
        client.getInputStream().read();
      }
    }
  }

  /** Asks and hangs up once the handler has the question. */
  private void call(InetAddress address, int port, String text) throws Exception {
    try (Socket client = new Socket(address, port)) {
      client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      stuck.await();
    }
  }
}
