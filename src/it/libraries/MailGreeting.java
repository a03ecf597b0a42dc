import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Properties;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.Transport;

/** Closes a mail transport whose server has not greeted it in time. */
public final class MailGreeting {
  public static void main(String[] args) throws Exception {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Properties settings = new Properties();
    settings.put("mail.smtp.host", "127.0.0.1");
    settings.put("mail.smtp.port", Integer.toString(server.getLocalPort()));
    settings.put("mail.smtp.timeout", "100");
    Transport transport = Session.getInstance(settings).getTransport("smtp");
    try {
      transport.connect();
    } catch (MessagingException expected) {
      transport.close(); // closed
    }
    server.accept().close();
    Variant.keep(transport, server);
  }
}
