import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;

/** Looks at the status of three answers that are errors; their bodies are read, or not. */
final class UrlConnection {
  public static void main(String[] args) throws Exception {
    List<HttpURLConnection> connections = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      HttpURLConnection connection = (HttpURLConnection) new URL(args[1]).openConnection();
      connection.getResponseCode(); // named
      if (Variant.isHealthy(args)) {
        drain(connection.getErrorStream());
      }
      connections.add(connection);
    }
    Variant.keep(connections);
  }

  private static void drain(InputStream body) throws Exception {
    while (body.read() >= 0) {}
    body.close();
  }
}
