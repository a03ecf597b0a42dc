import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.net.URI;

/** Gets an answer in a handler, which goes on at once, or waits for what never comes. */
final class VertxClient {
  public static void main(String[] args) throws Exception {
    Callback callback = new Callback(args);
    URI server = URI.create(args[1]);
    Vertx vertx = Vertx.vertx();
    HttpClient client = vertx.createHttpClient();
    client
        .request(HttpMethod.GET, server.getPort(), server.getHost(), server.getPath())
        .compose(HttpClientRequest::send)
        .onSuccess(answer -> callback.run());
    callback.awaitCall();
    Variant.keep(vertx, client);
  }
}
