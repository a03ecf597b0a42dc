import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** Looks at the status of three answers whose bodies are streams; these are closed, or not. */
final class JdkHttpClient {
  public static void main(String[] args) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(URI.create(args[1])).build();
    List<HttpResponse<InputStream>> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      HttpResponse<InputStream> answer =
          client.send(request, BodyHandlers.ofInputStream()); // named
      if (Variant.isHealthy(args)) {
        answer.body().close();
      }
      answers.add(answer);
    }
    Variant.keep(client, answers);
  }
}
