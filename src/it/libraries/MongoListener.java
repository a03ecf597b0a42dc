import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.InetSocketAddress;
import org.bson.Document;

/** A listener to commands returns at once, or waits for what never comes; then the server ends. */
final class MongoListener implements CommandListener {
  private final Callback callback;

  private MongoListener(Callback callback) {
    this.callback = callback;
  }

  public static void main(String[] args) throws Exception {
    Callback callback = new Callback(args);
    MongoServer server = new MongoServer(new MemoryBackend());
    InetSocketAddress address = server.bind();
    ConnectionString uri =
        new ConnectionString(
            "mongodb://127.0.0.1:" + address.getPort() + "/?heartbeatFrequencyMS=500");
    MongoClient client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(uri)
                .addCommandListener(new MongoListener(callback))
                .build());
    MongoCollection<Document> words = client.getDatabase("test").getCollection("words");
    new Thread(() -> words.countDocuments()).start(); // named
    callback.awaitCall();
    server.shutdownNow();
    Variant.keep(client);
  }

  @Override
  public void commandSucceeded(CommandSucceededEvent event) {
    callback.run();
  }
}
