import java.util.concurrent.CountDownLatch;
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
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(Variant.leaks(args) ? 1 : 0);
    SimpleHttpRequest request = SimpleRequestBuilder.get(args[1]).build();
    client.execute(request, new Callback(called, never)); // named
    called.await();
    Variant.keep(client);
  }

  private static final class Callback implements FutureCallback<SimpleHttpResponse> {
    private final CountDownLatch called;
    private final CountDownLatch next;

    Callback(CountDownLatch called, CountDownLatch next) {
      this.called = called;
      this.next = next;
    }

    @Override
    public void completed(SimpleHttpResponse answer) {
      called.countDown();
      try {
        next.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
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
