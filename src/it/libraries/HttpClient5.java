import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** Looks at the status of three answers; their entities are consumed, or not. */
final class HttpClient5 {
  public static void main(String[] args) throws Exception {
    CloseableHttpClient client = HttpClients.createDefault();
    List<ClassicHttpResponse> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ClassicHttpResponse answer = client.executeOpen(null, new HttpGet(args[1]), null); // named
      if (Variant.isHealthy(args)) {
        EntityUtils.consume(answer.getEntity());
      }
      answers.add(answer);
    }
    Variant.keep(client, answers);
  }
}
