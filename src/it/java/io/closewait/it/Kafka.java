package io.closewait.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Kafka broker in a JVM of its own, which closes connections that are idle for a second. */
final class Kafka {
  private static final LibrarySet LIBRARIES =
      new LibrarySet(List.of("org.apache.kafka:kafka_2.13:4.1.1", "org.slf4j:slf4j-nop:1.7.36"));

  private static final String CONFIGURATION =
      """
      process.roles=broker,controller
      node.id=1
      listeners=PLAINTEXT://127.0.0.1:PORT,CONTROLLER://127.0.0.1:OTHER
      controller.listener.names=CONTROLLER
      controller.quorum.voters=1@127.0.0.1:OTHER
      log.dirs=DATA
      connections.max.idle.ms=1000
      """;

  private static final String FORMAT =
      """
      version=1
      cluster.id=AAAAAAAAAAAAAAAAAAAAAQ
      node.id=1
      """;

  private Kafka() {}

  private static final class Running {
    static final Server SERVER = start();

    private static Server start() {
      try {
        return Server.start("kafka", Kafka::command);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  private static List<String> command(int port, Path directory) throws Exception {
    Path data = Files.createDirectory(directory.resolve("data"));
    Files.writeString(data.resolve("meta.properties"), FORMAT);
    Path configuration = directory.resolve("server.properties");
    Files.writeString(
        configuration,
        CONFIGURATION
            .replace("PORT", Integer.toString(port))
            .replace("OTHER", Integer.toString(Server.freePort()))
            .replace("DATA", data.toString()));
    return List.of(
        Jdks.running().command("java"),
        "-XX:TieredStopAtLevel=1",
        "-Xmx256m",
        "-cp",
        LIBRARIES.classPath(),
        "kafka.Kafka",
        configuration.toString());
  }

  /** Its host and port. */
  static String address() {
    return Running.SERVER.address();
  }
}
