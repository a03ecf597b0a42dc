import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;

/** Takes a client from the pool three times; gives it back, or not. */
final class JedisPooled {
  public static void main(String[] args) throws Exception {
    JedisPool pool = new JedisPool(URI.create(args[1]));
    List<Jedis> clients = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Jedis client = pool.getResource(); // named
      client.ping();
      if (Variant.isHealthy(args)) {
        client.close();
      }
      clients.add(client);
    }
    Variant.keep(pool, clients);
  }
}
