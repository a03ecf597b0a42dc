import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;

/**
 * A client whose library has a pool, and a server that answers HTTP and Redis.
 *
 * <p>Arguments: the library and {@code healthy} or {@code leak}. The line {@code request} makes one
 * request and answers {@code answered}; at {@code hang up} the server closes all its connections.
 */
public class PooledClient {
  private static final List<Socket> ACCEPTED = new CopyOnWriteArrayList<>();
  private static final List<AutoCloseable> TAKEN = new ArrayList<>();

  public static void main(String[] args) throws Exception {
    ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    start(() -> accept(listener));
    boolean leak = args[1].equals("leak");
    Client client = client(args[0], listener.getLocalPort());
    System.out.println("ready");
    Scanner stdin = new Scanner(System.in);
    while (stdin.hasNextLine()) {
      String line = stdin.nextLine();
      if (line.equals("exit")) {
        break;
      }
      if (line.equals("request")) {
        request(client, leak);
      } else {
        hangUp();
      }
      System.out.println("done");
    }
    System.exit(0);
  }

  /** Makes a request and returns the answer, which the caller must close. */
  interface Client {
    AutoCloseable request() throws Exception;
  }

  private static void request(Client client, boolean leak) throws Exception {
    AutoCloseable answer = client.request();
    if (leak) {
      TAKEN.add(answer);
    } else {
      answer.close();
    }
  }

  private static Client client(String library, int port) {
    String url = "http://127.0.0.1:" + port + "/";
    switch (library) {
      case "Apache HttpClient 5":
        CloseableHttpClient http = HttpClients.createDefault();
        return () -> {
          ClassicHttpResponse response = http.executeOpen(null, new HttpGet(url), null);
          return () -> {
            EntityUtils.consume(response.getEntity());
            response.close();
          };
        };
      case "OkHttp":
        OkHttpClient ok = new OkHttpClient();
        return () -> {
          Response response = ok.newCall(new Request.Builder().url(url).build()).execute();
          return () -> {
            response.body().bytes();
            response.close();
          };
        };
      case "Jedis":
        JedisPool pool = new JedisPool(new GenericObjectPoolConfig<Jedis>(), "127.0.0.1", port);
        return () -> {
          Jedis jedis = pool.getResource();
          jedis.ping();
          return jedis;
        };
      default:
        throw new IllegalArgumentException(library);
    }
  }

  private static void hangUp() throws IOException {
    for (Socket socket : ACCEPTED) {
      socket.close();
    }
    ACCEPTED.clear();
  }

  private static void accept(ServerSocket listener) {
    try {
      while (true) {
        Socket socket = listener.accept();
        ACCEPTED.add(socket);
        start(() -> serve(socket));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void serve(Socket socket) {
    try {
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isEmpty()) {
          answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        } else if (line.startsWith("*")) {
          for (int i = 2 * Integer.parseInt(line.substring(1)); i > 0; i--) {
            in.readLine();
          }
          answer(socket, "+OK\r\n");
        }
      }
    } catch (IOException e) {
      // The server has hung up.
    }
  }

  private static void answer(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes());
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "server");
    thread.setDaemon(true);
    thread.start();
  }
}
