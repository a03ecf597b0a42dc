import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Clients that send a request over HTTP, wait for the answer for a moment, and hang up. */
final class Visits {
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private Visits() {}

  /** Three, one after the other. */
  static void make(int port) throws IOException {
    for (int i = 0; i < 3; i++) {
      visit(port);
    }
  }

  /** One. */
  static void visit(int port) throws IOException {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
      client.setSoTimeout(200);
      client.getOutputStream().write(REQUEST);
      client.getInputStream().read(new byte[1_000]);
    } catch (SocketTimeoutException e) {
      // Its patience has ended.
    }
  }
}
