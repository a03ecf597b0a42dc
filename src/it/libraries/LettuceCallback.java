import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.concurrent.CountDownLatch;

/** Has a callback that returns, or blocks its event loop. */
final class LettuceCallback {
  public static void main(String[] args) throws Exception {
    RedisClient client = RedisClient.create(args[1]);
    client.setOptions(ClientOptions.builder().autoReconnect(false).build());
    StatefulRedisConnection<String, String> connection = client.connect(); // named
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch next = new CountDownLatch(Variant.isHealthy(args) ? 0 : 1);
    // Its callback would run in this thread if the answer were there before.
    connection.setAutoFlushCommands(false);
    connection
        .async()
        .ping()
        .thenAccept(
            answer -> {
              called.countDown();
              await(next);
            });
    connection.flushCommands();
    called.await();
    Variant.keep(client, connection);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
