package io.closewait.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Serves files over HTTP, and closes connections that are idle for half a second, although it
 * promises more.
 */
final class Nginx {
  private static final String CONFIGURATION =
      """
      daemon off;
      master_process off;
      error_log stderr;
      pid nginx.pid;
      events {}
      http {
        access_log off;
        keepalive_timeout 500ms 60s;
        client_body_temp_path body;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        server {
          listen 127.0.0.1:PORT;
          root files;
          location /error/ { return 500 "This went wrong."; }
        }
      }
      """;

  private Nginx() {}

  private static final class Running {
    static final Server SERVER = start();

    private static Server start() {
      try {
        return Server.start("nginx", Nginx::command);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  private static List<String> command(int port, Path directory) throws Exception {
    Path files = Files.createDirectory(directory.resolve("files"));
    Files.writeString(files.resolve("small"), "a few words");
    Files.writeString(files.resolve("large"), "0123456789abcdef".repeat(2_500));
    Files.createDirectory(files.resolve("bucket"));
    Files.copy(files.resolve("large"), files.resolve("bucket/object"));
    Files.writeString(
        directory.resolve("nginx.conf"), CONFIGURATION.replace("PORT", Integer.toString(port)));
    return List.of(
        Server.installed("/usr/sbin/nginx", "nginx-light"),
        "-p",
        directory.toString(),
        "-c",
        "nginx.conf");
  }

  /** The server itself; a store of objects has {@code object} in {@code bucket}. */
  static String root() {
    return "http://" + Running.SERVER.address();
  }

  /** An answer that a client has read with its head. */
  static String small() {
    return root() + "/small";
  }

  /** An answer of which a client has read a part with its head; the rest is in its socket. */
  static String large() {
    return root() + "/large";
  }

  /** An answer that is an error, with a small body. */
  static String error() {
    return root() + "/error/";
  }
}
