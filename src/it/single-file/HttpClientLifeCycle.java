import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;

/** Leaves two connections of java.net.http.HttpClient in CLOSE_WAIT: their bodies are not read. */
public class HttpClientLifeCycle {
  private static final int BODY = 100_000;

  public static void main(String[] args) throws Exception {
    ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    List<InputStream> bodies = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Thread server = new Thread(() -> answerNext(listener));
      server.start();
      bodies.add(httpClientSend(client, listener.getLocalPort()));
      server.join();
    }
    System.out.println("ready");
    Scanner stdin = new Scanner(System.in);
    while (stdin.hasNextLine() && stdin.nextLine().equals("close")) {
      for (InputStream body : bodies) {
        body.close();
      }
      System.out.println("closed");
    }
  }

  private static InputStream httpClientSend(HttpClient client, int port) throws Exception {
    URI uri =
        new URI(
            "http", null, InetAddress.getLoopbackAddress().getHostAddress(), port, "/", null, null);
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
  }

  private static void answerNext(ServerSocket listener) {
    try (Socket connection = listener.accept()) {
      InputStream in = connection.getInputStream();
      for (int last = 0, c = in.read(); !(last == '\n' && c == '\r'); c = in.read()) {
        last = c;
      }
      in.read();
      OutputStream out = connection.getOutputStream();
      out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + BODY + "\r\n\r\n").getBytes());
      out.write(new byte[BODY]);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
