import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** A handler answers at once, or waits for what never comes; meanwhile its clients go. */
final class Jetty12 {
  public static void main(String[] args) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Data(Variant.leaks(args) ? 1 : 0));
    server.start();
    Visits.make(connector.getLocalPort());
    Variant.keep(server);
  }

  private static final class Data extends Handler.Abstract {
    private final CountDownLatch data;

    Data(int missing) {
      data = new CountDownLatch(missing);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      data.await(); // named
      Content.Sink.write(response, true, "data", callback);
      return true;
    }
  }
}
