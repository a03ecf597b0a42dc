import com.github.kevinsawicki.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;

/** Looks at the status of three answers that are errors, through a library; nobody reads them. */
public final class HttpRequestErrors {
  public static void main(String[] args) throws Exception {
    List<HttpRequest> requests = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      HttpRequest request = HttpRequest.get(args[1]);
      request.code(); // named
      requests.add(request);
    }
    Variant.keep(requests);
  }
}
