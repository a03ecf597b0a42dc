import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/** Gets an answer in a handler, which goes on at once, or waits for what never comes. */
final class VertxClient {
  private final CountDownLatch called = new CountDownLatch(1);
  private final CountDownLatch next;

  private VertxClient(int missing) {
    next = new CountDownLatch(missing);
  }

  public static void main(String[] args) throws Exception {
    VertxClient handler = new VertxClient(Variant.leaks(args) ? 1 : 0);
    URI server = URI.create(args[1]);
    Vertx vertx = Vertx.vertx();
    HttpClient client = vertx.createHttpClient();
    client
        .request(HttpMethod.GET, server.getPort(), server.getHost(), server.getPath())
        .compose(HttpClientRequest::send)
        .onSuccess(handler::answered);
    handler.called.await();
    Variant.keep(vertx, client);
  }

  private void answered(HttpClientResponse answer) {
    called.countDown();
    try {
      next.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
