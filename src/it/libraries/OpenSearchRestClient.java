import java.util.concurrent.CountDownLatch;
import org.apache.http.HttpHost;
import org.opensearch.client.Request;
import org.opensearch.client.Response;
import org.opensearch.client.ResponseListener;
import org.opensearch.client.RestClient;

/** Gets an answer in a listener, which goes on at once, or waits for what never comes. */
final class OpenSearchRestClient {
  public static void main(String[] args) throws Exception {
    RestClient client = RestClient.builder(HttpHost.create(args[1])).build();
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(Variant.leaks(args) ? 1 : 0);
    Request request = new Request("GET", "/small");
    client.performRequestAsync(request, new Listener(called, never)); // named
    called.await();
    Variant.keep(client);
  }

  private static final class Listener implements ResponseListener {
    private final CountDownLatch called;
    private final CountDownLatch next;

    Listener(CountDownLatch called, CountDownLatch next) {
      this.called = called;
      this.next = next;
    }

    @Override
    public void onSuccess(Response answer) {
      called.countDown();
      try {
        next.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void onFailure(Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
