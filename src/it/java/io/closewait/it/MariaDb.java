package io.closewait.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A MariaDB that resets the connections of clients that are idle for three seconds. */
final class MariaDb {
  private static final String USER = "root";

  private MariaDb() {}

  private static final class Running {
    static final Server SERVER = start();

    private static Server start() {
      try {
        return Server.start("mariadb", MariaDb::command);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  private static List<String> command(int port, Path directory) throws Exception {
    Path data = Files.createDirectory(directory.resolve("data"));
    return List.of(
        Server.installed("/usr/sbin/mariadbd", "mariadb-server"),
        "--no-defaults",
        "--user=" + System.getProperty("user.name"),
        "--datadir=" + data,
        "--bind-address=127.0.0.1",
        "--port=" + port,
        "--socket=socket",
        // A directory without its own tables will do then.
        "--skip-grant-tables",
        "--skip-networking=0",
        "--wait-timeout=3",
        "--performance-schema=OFF",
        "--innodb-buffer-pool-size=8M",
        "--innodb-log-file-size=4M",
        "--key-buffer-size=1M");
  }

  /**
   * Its address for JDBC.
   *
   * @param driver {@code mysql} or {@code mariadb}
   */
  static String url(String driver) {
    return "jdbc:" + driver + "://" + Running.SERVER.address() + "/?user=" + USER;
  }
}
