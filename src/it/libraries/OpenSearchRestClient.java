import org.apache.http.HttpHost;
import org.opensearch.client.Request;
import org.opensearch.client.Response;
import org.opensearch.client.ResponseListener;
import org.opensearch.client.RestClient;

/** Gets an answer in a listener, which goes on at once, or waits for what never comes. */
final class OpenSearchRestClient {
  public static void main(String[] args) throws Exception {
    RestClient client = RestClient.builder(HttpHost.create(args[1])).build();
    Callback callback = new Callback(args);
    Request request = new Request("GET", "/small");
    client.performRequestAsync(request, new Listener(callback)); // named
    callback.awaitCall();
    Variant.keep(client);
  }

  private static final class Listener implements ResponseListener {
    private final Callback callback;

    Listener(Callback callback) {
      this.callback = callback;
    }

    @Override
    public void onSuccess(Response answer) {
      callback.run();
    }

    @Override
    public void onFailure(Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
