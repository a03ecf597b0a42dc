import java.util.ArrayList;
import java.util.List;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.util.EntityUtils;

/** Looks at the status of three answers; their entities are consumed, or not. */
final class HttpClient4 {
  public static void main(String[] args) throws Exception {
    CloseableHttpClient client = HttpClientBuilder.create().setMaxConnPerRoute(3).build();
    List<CloseableHttpResponse> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      CloseableHttpResponse answer = client.execute(new HttpGet(args[1])); // named
      if (Variant.isHealthy(args)) {
        EntityUtils.consume(answer.getEntity());
      }
      answers.add(answer);
    }
    Variant.keep(client, answers);
  }
}
