import java.util.ArrayList;
import java.util.List;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.listener.ListenerFactory;

/** Logs in and out three times; disconnects after that, or not. */
final class FtpLogout {
  public static void main(String[] args) throws Exception {
    ListenerFactory listener = new ListenerFactory();
    listener.setPort(0);
    FtpServerFactory factory = new FtpServerFactory();
    factory.addListener("default", listener.createListener());
    FtpServer server = factory.createServer();
    server.start();
    List<FTPClient> clients = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      FTPClient client = new FTPClient();
      client.connect("127.0.0.1", factory.getListener("default").getPort()); // named
      client.login("nobody", "");
      client.logout();
      if (Variant.isHealthy(args)) {
        client.disconnect();
      }
      clients.add(client);
    }
    Variant.keep(server, clients);
  }
}
