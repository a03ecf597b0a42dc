import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;

/** Sends a message and closes the transport, or not, before the server goes down. */
final class SmtpTransport {
  public static void main(String[] args) throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    server.start();
    Properties settings = new Properties();
    settings.put("mail.smtp.host", "127.0.0.1");
    settings.put("mail.smtp.port", server.getSmtp().getPort());
    Session session = Session.getInstance(settings);
    MimeMessage message = new MimeMessage(session);
    message.setRecipients(RecipientType.TO, "you@example.org");
    message.setText("Good morning.");
    Transport transport = session.getTransport("smtp");
    transport.connect(); // named
    transport.sendMessage(message, message.getAllRecipients());
    if (Variant.isHealthy(args)) {
      transport.close();
    }
    server.stop();
    Variant.keep(transport);
  }
}
