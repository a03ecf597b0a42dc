import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CountDownLatch;

/** A handler answers at once, or waits for what never comes; meanwhile its client goes. */
final class VertxServer {
  private final CountDownLatch data;

  private VertxServer(int missing) {
    data = new CountDownLatch(missing);
  }

  public static void main(String[] args) throws Exception {
    VertxServer handler = new VertxServer(Variant.leaks(args) ? 1 : 0);
    Vertx vertx = Vertx.vertx();
    HttpServer server = vertx.createHttpServer().requestHandler(handler::answer);
    server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    Visits.visit(server.actualPort());
    Variant.keep(vertx, server);
  }

  private void answer(HttpServerRequest request) {
    try {
      data.await(); // named
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    request.response().end("data");
  }
}
