import java.util.ArrayList;
import java.util.List;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

/** Looks at the status of three answers; their bodies are released, or not. */
final class SpringWebClient {
  @SuppressWarnings("deprecation")
  public static void main(String[] args) {
    WebClient client = WebClient.create(args[1]);
    List<ClientResponse> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ClientResponse answer = client.get().exchange().block(); // named
      if (Variant.isHealthy(args)) {
        answer.releaseBody().block();
      }
      answers.add(answer);
    }
    Variant.keep(client, answers);
  }
}
