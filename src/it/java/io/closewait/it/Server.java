package io.closewait.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A server from the system's packages, which runs until the tests end. */
final class Server {
  private static final int FIRST_PORT = 10_000;

  /** The first of {@code net.ipv4.ip_local_port_range} where nobody has changed it. */
  private static final int FIRST_OF_CLIENTS = 32_768;

  private final Process process;
  private final int port;

  private Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Makes the command that starts a server on a port, with a directory of its own. */
  interface Command {
    List<String> on(int port, Path directory) throws Exception;
  }

  /** Starts one and waits until it listens. */
  static Server start(String name, Command command) throws Exception {
    int port = freePort();
    Path directory = Files.createTempDirectory(Artifacts.target(), name + "-");
    Process process =
        new ProcessBuilder(command.on(port, directory))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    Await.until(
        name + " on port " + port,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError(name + ": " + Files.readString(directory.resolve("log")));
          }
          return listens(port);
        });
    return new Server(process, port);
  }

  /** The command of a package, which CI installs. */
  static String installed(String path, String debianPackage) {
    if (!Files.isExecutable(Path.of(path))) {
      throw new AssertionError(path + " is missing: install the package " + debianPackage);
    }
    return path;
  }

  /** Does this when the tests and then the server have ended. */
  void afterEnd(Runnable last) {
    Thread waiting = new Thread(() -> process.onExit().thenRun(last).join());
    Runtime.getRuntime().addShutdownHook(waiting);
  }

  /** {@code 127.0.0.1:4711}. */
  String address() {
    return "127.0.0.1:" + port;
  }

  /** One that the kernel gives to no client before the server has it. */
  static int freePort() {
    for (int attempt = 0; attempt < 100; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, FIRST_OF_CLIENTS);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (IOException e) {
        // Taken: the next.
      }
    }
    throw new AssertionError("no port is free from " + FIRST_PORT + " to " + FIRST_OF_CLIENTS);
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
