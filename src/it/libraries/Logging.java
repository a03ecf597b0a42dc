import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** Logs a line with what it is told to, and closes none of three sockets that it has read. */
final class Logging {
  public static void main(String[] args) throws Exception {
    if (args[0].equals("jul")) {
      Logger.getLogger("app").info("started");
    } else if (args[0].equals("slf4j")) {
      LoggerFactory.getLogger("app").info("started");
    }
    List<Socket> sockets = new ArrayList<>();
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 3; i++) {
        Socket socket = new Socket(server.getInetAddress(), server.getLocalPort()); // named
        server.accept().close();
        while (socket.getInputStream().read() >= 0) {}
        sockets.add(socket);
      }
    }
    Variant.keep(sockets);
  }
}
