import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;

/** A blocking handler answers at once, or waits for what never comes; meanwhile its clients go. */
final class Undertow2 {
  private final CountDownLatch data;

  private Undertow2(int missing) {
    data = new CountDownLatch(missing);
  }

  public static void main(String[] args) throws Exception {
    Undertow2 handlers = new Undertow2(Variant.leaks(args) ? 1 : 0);
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(new BlockingHandler(handlers::handle))
            .build();
    server.start();
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    Visits.make(address.getPort());
    Variant.keep(server);
  }

  private void handle(HttpServerExchange exchange) throws Exception {
    data.await(); // named
    exchange.getResponseSender().send("data");
  }
}
