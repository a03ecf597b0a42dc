import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Looks at the status of three answers; the bodies are closed, or not. */
final class OkHttp {
  public static void main(String[] args) throws Exception {
    OkHttpClient client = new OkHttpClient();
    Request request = new Request.Builder().url(args[1]).build();
    List<Response> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Response answer = client.newCall(request).execute(); // named
      if (Variant.isHealthy(args)) {
        answer.close();
      }
      answers.add(answer);
    }
    Variant.keep(client, answers);
  }
}
