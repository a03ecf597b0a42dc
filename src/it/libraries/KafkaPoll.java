import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Polls a consumer until its first connection has idled away and nothing more is asked for; then it
 * is closed, or forgotten.
 */
final class KafkaPoll {
  public static void main(String[] args) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", args[1]);
    settings.put("auto.offset.reset", "earliest");
    settings.put("fetch.max.wait.ms", 100);
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    Set<TopicPartition> words = Collections.singleton(new TopicPartition("words", 0));
    consumer.assign(words);
    consumer.poll(Duration.ofSeconds(3)); // named
    consumer.pause(words);
    consumer.poll(Duration.ofMillis(500));
    if (Variant.isHealthy(args)) {
      consumer.close();
    }
    Variant.keep(consumer);
  }
}
