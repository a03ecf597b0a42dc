import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.concurrent.FutureCallback;

/** Gets an answer in a callback, which goes on at once, or waits for what never comes. */
final class HttpClient5Async {
  public static void main(String[] args) throws Exception {
    CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();
    client.start();
    Callback callback = new Callback(args);
    SimpleHttpRequest request = SimpleRequestBuilder.get(args[1]).build();
    client.execute(request, new Listener(callback)); // named
    callback.awaitCall();
    Variant.keep(client);
  }

  private static final class Listener implements FutureCallback<SimpleHttpResponse> {
    private final Callback callback;

    Listener(Callback callback) {
      this.callback = callback;
    }

    @Override
    public void completed(SimpleHttpResponse answer) {
      callback.run();
    }

    @Override
    public void failed(Exception e) {
      throw new IllegalStateException(e);
    }

    @Override
    public void cancelled() {
      throw new IllegalStateException();
    }
  }
}
