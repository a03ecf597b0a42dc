package io.closewait.it;

import java.util.List;

/** A Redis that closes the connections of clients that are idle for more than three seconds. */
final class Redis {
  private Redis() {}

  private static final class Running {
    static final Server SERVER = start();

    private static Server start() {
      try {
        return Server.start(
            "redis",
            (port, directory) ->
                List.of(
                    Server.installed("/usr/bin/redis-server", "redis-server"),
                    "--bind",
                    "127.0.0.1",
                    "--port",
                    Integer.toString(port),
                    "--dir",
                    directory.toString(),
                    "--save",
                    "",
                    "--timeout",
                    "3"));
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Its address as a URI. */
  static String uri() {
    return "redis://" + Running.SERVER.address();
  }
}
