import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A handler answers at once, or waits for what never comes; meanwhile its clients go. */
final class JdkHttpServer {
  private final CountDownLatch data;

  private JdkHttpServer(int missing) {
    data = new CountDownLatch(missing);
  }

  public static void main(String[] args) throws Exception {
    JdkHttpServer handlers = new JdkHttpServer(Variant.leaks(args) ? 1 : 0);
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(address, 0);
    server.createContext("/", handlers::handle);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    Visits.make(server.getAddress().getPort());
    Variant.keep(server);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      data.await(); // named
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }
}
