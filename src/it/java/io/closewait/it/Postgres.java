package io.closewait.it;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL that closes the connections of clients that are idle for three seconds. */
final class Postgres {
  private static final Path PACKAGES = Path.of("/usr/lib/postgresql");
  private static final String USER = "postgres";

  private Postgres() {}

  private static final class Running {
    static final Server SERVER = start();

    private static Server start() {
      try {
        // Its user may be unable to enter the directory of the tests.
        Path data = Files.createTempDirectory("closewait-postgres-");
        Server server =
            Server.start("postgres", (port, directory) -> command(port, directory, data));
        server.afterEnd(() -> delete(data));
        return server;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  private static List<String> command(int port, Path directory, Path data) throws Exception {
    if (isRoot()) {
      UserPrincipalLookupService users = data.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(data, users.lookupPrincipalByName(USER));
    }
    initialize(data, directory.resolve("initdb").toFile());
    return program(
        "postgres",
        "-D",
        data.toString(),
        "-p",
        Integer.toString(port),
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "unix_socket_directories=",
        "-c",
        "fsync=off",
        "-c",
        "idle_session_timeout=3s");
  }

  private static void initialize(Path data, File log) throws Exception {
    int status =
        new ProcessBuilder(
                program(
                    "initdb", "-D", data.toString(), "-U", USER, "-A", "trust", "-N", "--locale=C"))
            .directory(data.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start()
            .waitFor();
    if (status != 0) {
      throw new AssertionError("initdb: " + Files.readString(log.toPath()));
    }
  }

  /** The command of a program of the package; it refuses to run as root. */
  private static List<String> program(String name, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(
          List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "--"));
    }
    command.add(Server.installed(binaries().resolve(name).toString(), "postgresql"));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Where the newest version's programs are. */
  private static Path binaries() throws Exception {
    if (!Files.isDirectory(PACKAGES)) {
      return PACKAGES;
    }
    try (Stream<Path> versions = Files.list(PACKAGES)) {
      return versions
          .max(Comparator.comparing(version -> Integer.parseInt(version.getFileName().toString())))
          .orElse(PACKAGES)
          .resolve("bin");
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Its address for JDBC. */
  static String url() {
    return "jdbc:postgresql://" + Running.SERVER.address() + "/postgres?user=" + USER;
  }
}
