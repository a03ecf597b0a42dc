import java.util.ArrayList;
import java.util.List;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Response;
import retrofit2.Retrofit;
import retrofit2.http.GET;
import retrofit2.http.Streaming;
import retrofit2.http.Url;

/** Looks at the status of three answers that are streams; these are closed, or not. */
final class RetrofitStreaming {
  interface Files {
    @GET
    @Streaming
    Call<ResponseBody> get(@Url String url);
  }

  public static void main(String[] args) throws Exception {
    Files files = new Retrofit.Builder().baseUrl(args[1] + "/").build().create(Files.class);
    List<Response<ResponseBody>> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Response<ResponseBody> answer = files.get(args[1]).execute(); // named
      if (Variant.isHealthy(args)) {
        answer.body().close();
      }
      answers.add(answer);
    }
    Variant.keep(files, answers);
  }
}
