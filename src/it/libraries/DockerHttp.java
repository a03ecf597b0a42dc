import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Looks at the status of three answers, by a client that contains another; reads them, or not. */
final class DockerHttp {
  public static void main(String[] args) throws Exception {
    URI server = URI.create(args[1]);
    DockerHttpClient client =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(URI.create("tcp://" + server.getAuthority()))
            .build();
    Request request = Request.builder().method(Request.Method.GET).path(server.getPath()).build();
    List<Response> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Response answer = client.execute(request); // named
      if (Variant.isHealthy(args)) {
        answer.getBody().readAllBytes();
      }
      answers.add(answer);
    }
    Variant.keep(client, answers);
  }
}
