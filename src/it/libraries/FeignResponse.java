import feign.Feign;
import feign.RequestLine;
import feign.Response;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Looks at the status of three answers; their bodies are read, or not. */
final class FeignResponse {
  interface Files {
    @RequestLine("GET ")
    Response get();
  }

  public static void main(String[] args) throws Exception {
    Files files = Feign.builder().target(Files.class, args[1]);
    List<Response> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Response answer = files.get(); // named
      if (Variant.isHealthy(args)) {
        drain(answer.body().asInputStream());
      }
      answers.add(answer);
    }
    Variant.keep(files, answers);
  }

  private static void drain(InputStream body) throws Exception {
    while (body.read() >= 0) {}
    body.close();
  }
}
