import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.util.EntityUtils;

/**
 * An application that closes what it opens, under load: pools of several libraries whose server
 * closes idle connections early, short connections, and a server that half-closes by design. The
 * answer to {@code churn} is how many uses of a connection, on a machine that stalls, took as long
 * as only a leak should.
 */
final class HealthyChurn {
  private static final long SECONDS = 20;
  private static final int BURST = 6;
  private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(1900);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger late = new AtomicInteger();
  private final List<Use> pools;
  private final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);

  private HealthyChurn(String url) {
    pools = pools(url);
  }

  /** One use of a connection, from its opening or leasing to its closing or returning. */
  private interface Use {
    void run() throws Exception;
  }

  public static void main(String[] args) throws Exception {
    System.out.println("ready");
    Scanner stdin = new Scanner(System.in);
    HealthyChurn churn = new HealthyChurn(args[1]);
    while (stdin.hasNextLine() && stdin.nextLine().equals("churn")) {
      System.out.println(churn.run());
    }
    System.exit(0);
  }

  private int run() throws Exception {
    List<Future<Void>> running = new ArrayList<>();
    for (Use client : pools) {
      running.add(threads.submit(() -> bursts(client)));
    }
    try (ServerSocket closing = server(HealthyChurn::answerAndClose);
        ServerSocket halfClosing = server(HealthyChurn::endAndReceive)) {
      running.add(threads.submit(() -> shortConnections(closing)));
      running.add(threads.submit(() -> uploads(halfClosing)));
      for (Future<Void> each : running) {
        each.get();
      }
    }
    return late.get();
  }

  private static List<Use> pools(String url) {
    org.apache.http.impl.client.CloseableHttpClient four =
        org.apache.http.impl.client.HttpClientBuilder.create().setMaxConnPerRoute(BURST).build();
    org.apache.hc.client5.http.impl.classic.CloseableHttpClient five =
        org.apache.hc.client5.http.impl.classic.HttpClients.createDefault();
    OkHttpClient ok = new OkHttpClient();
    Request request = new Request.Builder().url(url).build();
    List<Use> clients = new ArrayList<>();
    clients.add(
        () -> {
          try (CloseableHttpResponse answer =
              four.execute(new org.apache.http.client.methods.HttpGet(url))) {
            EntityUtils.consume(answer.getEntity());
          }
        });
    clients.add(
        () ->
            five.execute(
                new org.apache.hc.client5.http.classic.methods.HttpGet(url),
                answer ->
                    org.apache.hc.core5.http.io.entity.EntityUtils.toString(answer.getEntity())));
    clients.add(
        () -> {
          try (Response answer = ok.newCall(request).execute()) {
            answer.body().bytes();
          }
        });
    clients.add(
        () -> {
          HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
          try (InputStream body = connection.getInputStream()) {
            while (body.read() >= 0) {}
          }
        });
    return clients;
  }

  /**
   * Fills a pool in a burst, then needs one connection now and then, and at last fills it again.
   */
  private Void bursts(Use client) throws Exception {
    burst(client);
    while (System.nanoTime() < end) {
      for (int i = 0; i < 4; i++) {
        Thread.sleep(1200);
        ask(client);
      }
      burst(client);
    }
    return null;
  }

  private void burst(Use client) throws Exception {
    List<Future<Void>> burst = new ArrayList<>();
    for (int i = 0; i < BURST; i++) {
      burst.add(threads.submit(() -> ask(client)));
    }
    for (Future<Void> each : burst) {
      each.get();
    }
  }

  private Void ask(Use client) throws Exception {
    try {
      return timed(client);
    } catch (IOException e) {
      // The server has closed the connection that the pool gave; the next request has another.
      return null;
    }
  }

  private Void shortConnections(ServerSocket server) throws Exception {
    while (System.nanoTime() < end) {
      timed(() -> shortConnection(server));
      Thread.sleep(2);
    }
    return null;
  }

  private Void uploads(ServerSocket server) throws Exception {
    while (System.nanoTime() < end) {
      upload(server);
    }
    return null;
  }

  private Void timed(Use use) throws Exception {
    long start = System.nanoTime();
    use.run();
    if (System.nanoTime() - start >= LONG_NANOS) {
      late.incrementAndGet();
    }
    return null;
  }

  private static void shortConnection(ServerSocket server) throws IOException {
    try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
      socket.getOutputStream().write('?');
      while (socket.getInputStream().read() >= 0) {}
    }
  }

  /** Reads the end of the server's stream at once and goes on writing for some seconds. */
  private void upload(ServerSocket server) throws Exception {
    try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
      while (socket.getInputStream().read() >= 0) {}
      for (int i = 0; i < 40; i++) {
        timed(
            () -> {
              socket.getOutputStream().write('!');
              Thread.sleep(100);
            });
      }
    }
  }

  private interface Service {
    void serve(Socket client) throws IOException;
  }

  private ServerSocket server(Service service) throws IOException {
    ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Callable<Void> accept =
        () -> {
          while (true) {
            Socket client = server.accept();
            threads.submit(() -> serve(client, service));
          }
        };
    threads.submit(accept);
    return server;
  }

  private static Void serve(Socket client, Service service) throws IOException {
    try (Socket closed = client) {
      service.serve(closed);
    }
    return null;
  }

  private static void answerAndClose(Socket client) throws IOException {
    client.getInputStream().read();
    client.getOutputStream().write("An answer.".getBytes());
  }

  private static void endAndReceive(Socket client) throws IOException {
    client.shutdownOutput();
    while (client.getInputStream().read() >= 0) {}
  }
}
