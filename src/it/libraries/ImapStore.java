import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.util.Properties;

/** Looks into a mailbox and closes the store, or not, before the server goes down. */
final class ImapStore {
  public static void main(String[] args) throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap"));
    server.setUser("me", "secret");
    server.start();
    Store store = Session.getInstance(new Properties()).getStore("imap");
    store.connect("127.0.0.1", server.getImap().getPort(), "me", "secret"); // named
    store.getFolder("INBOX").getMessageCount();
    if (Variant.isHealthy(args)) {
      store.close();
    }
    server.stop();
    Variant.keep(store);
  }
}
