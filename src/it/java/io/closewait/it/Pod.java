package io.closewait.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a pod is made of: a network namespace that its containers share, and a directory for their
 * volumes. A container is a mount and a process namespace with a read-only root, in which an
 * unprivileged user runs. Needs root and iproute2; without them the test fails.
 */
final class Pod implements AutoCloseable {
  /** Nobody's; the user that a container runs as. */
  static final int USER = 65534;

  /** Makes a container and executes the command in it; its process id there is 1. */
  private static final String ENTER =
      "mount --make-rprivate / && mount --bind \"$1\" \"$2\" && mount -o remount,bind,ro / && cd /"
          + " && shift 2 && exec \"$@\"";

  private final String name = "cwpod" + ProcessHandle.current().pid();
  private final Path volumes;

  private Pod(Path volumes) {
    this.volumes = volumes;
  }

  /** A pod whose init container has put the agent's jar into a volume. */
  static Pod make() throws Exception {
    Path volumes = Files.createTempDirectory(Path.of("/var/tmp"), "closewait-it-");
    Pod pod = new Pod(volumes);
    try {
      run("ip", "netns", "add", pod.name);
      run("ip", "-n", pod.name, "link", "set", "lo", "up");
      Files.createDirectory(volumes.resolve("out"));
      Files.copy(Artifacts.agent(), pod.agent());
      Files.copy(Artifacts.demo(), pod.demo());
      Files.setPosixFilePermissions(volumes, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.setPosixFilePermissions(pod.out(), PosixFilePermissions.fromString("rwxrwxrwx"));
      return pod;
    } catch (Exception | AssertionError e) {
      pod.close();
      throw e;
    }
  }

  /** The agent's jar, under the same path in every container. */
  Path agent() {
    return volumes.resolve("closewait-agent.jar");
  }

  Path demo() {
    return volumes.resolve("demo.jar");
  }

  /** The only directory into which containers can write. */
  Path out() {
    return volumes.resolve("out");
  }

  /** What runs a command in a container of its own, whose {@link #out} is its /tmp. */
  String[] container() {
    return container("/tmp");
  }

  /** The same where nothing can be written in /tmp. */
  String[] containerWithoutTmp() {
    return container(out().toString());
  }

  private String[] container(String writable) {
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", name));
    command.addAll(List.of("unshare", "--mount", "--pid", "--fork", "--mount-proc"));
    command.addAll(List.of("sh", "-c", ENTER, "sh"));
    command.addAll(List.of(out().toString(), writable));
    command.addAll(unprivileged(USER));
    return command.toArray(String[]::new);
  }

  /**
   * Runs the agent's command line in the container of a JVM, as a user; with the container's
   * environment, which has the agent in it.
   */
  Cli.Result exec(TargetJvm jvm, int user, String... arguments) throws Exception {
    ProcessHandle unshare = ProcessHandle.of(jvm.pid()).orElseThrow();
    long pid = unshare.children().findAny().orElseThrow().pid();
    List<String> enter = new ArrayList<>(List.of("nsenter", "--target", Long.toString(pid)));
    enter.addAll(List.of("--mount", "--net", "--pid"));
    enter.addAll(unprivileged(user));
    enter.addAll(List.of("env", "JAVA_TOOL_OPTIONS=-javaagent:" + agent()));
    return Cli.runAs(enter, jvm.jdk(), agent(), (Object[]) arguments);
  }

  private static List<String> unprivileged(int user) {
    return List.of(
        "setpriv",
        "--reuid=" + user,
        "--regid=" + user,
        "--clear-groups",
        "--no-new-privs",
        "--bounding-set=-all");
  }

  /** How many sockets are in CLOSE_WAIT in all containers. */
  long closeWait() throws IOException {
    return run("ip", "netns", "exec", name, "ss", "-Htn", "state", "close-wait").lines().count();
  }

  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Process ended = process.onExit().completeOnTimeout(null, 60, TimeUnit.SECONDS).join();
    if (ended == null || ended.exitValue() != 0) {
      throw new AssertionError(
          String.join(" ", command) + " needs root and iproute2, and says: " + output.trim());
    }
    return output;
  }

  @Override
  public void close() throws IOException {
    run("ip", "netns", "delete", name);
    try (Stream<Path> files = Files.walk(volumes)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
