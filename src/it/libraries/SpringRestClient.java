import java.util.ArrayList;
import java.util.List;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse;

/** Looks at the status of three answers; the exchange closes them, or leaves that to its caller. */
final class SpringRestClient {
  public static void main(String[] args) {
    RestClient client =
        RestClient.builder().requestFactory(new HttpComponentsClientHttpRequestFactory()).build();
    boolean close = Variant.isHealthy(args);
    List<ConvertibleClientHttpResponse> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      answers.add(client.get().uri(args[1]).exchange((request, answer) -> answer, close)); // named
    }
    Variant.keep(client, answers);
  }
}
