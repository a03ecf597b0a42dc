import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;

/** Has a callback that returns, or blocks its event loop. */
final class LettuceCallback {
  public static void main(String[] args) throws Exception {
    RedisClient client = RedisClient.create(args[1]);
    client.setOptions(ClientOptions.builder().autoReconnect(false).build());
    StatefulRedisConnection<String, String> connection = client.connect(); // named
    Callback callback = new Callback(args);
    // Its callback would run in this thread if the answer were there before.
    connection.setAutoFlushCommands(false);
    connection.async().ping().thenAccept(answer -> callback.run());
    connection.flushCommands();
    callback.awaitCall();
    Variant.keep(client, connection);
  }
}
