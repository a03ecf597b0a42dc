package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another host: a network namespace behind a pair of veth interfaces, which drops what a test wants
 * it to. Needs root, iproute2 and iptables; without them the test fails.
 */
final class FarHost implements AutoCloseable {
  private static final long PID = ProcessHandle.current().pid();

  /**
   * Of the block for benchmarks, RFC 2544, which no real network has; not those of the run before,
   * whose connections the kernel may still try to end.
   */
  private static final String NET = "198.18." + PID % 256;

  private static final String NEAR = NET + ".1";
  private static final String FAR = NET + ".2";
  private static final String BITS = "/30";

  private final String name = "cw" + PID;

  private FarHost() {}

  static FarHost make() throws Exception {
    FarHost host = new FarHost();
    String near = host.name + "n";
    String far = host.name + "f";
    run("ip", "netns", "add", host.name);
    run("ip", "link", "add", near, "type", "veth", "peer", "name", far, "netns", host.name);
    try {
      run("ip", "address", "add", NEAR + BITS, "dev", near);
      run("ip", "link", "set", near, "up");
      run("ip", "-n", host.name, "address", "add", FAR + BITS, "dev", far);
      run("ip", "-n", host.name, "link", "set", far, "up");
      return host;
    } catch (Exception | AssertionError e) {
      host.close();
      throw e;
    }
  }

  /** This host's address on the way there. */
  static String near() {
    return NEAR;
  }

  static String address() {
    return FAR;
  }

  /** What runs a command there, to be put before it. */
  String[] wrapper() {
    return new String[] {"ip", "netns", "exec", name};
  }

  /** Drops what arrives there and matches, in words of iptables. */
  void drop(String... match) throws Exception {
    input(List.of("-j", "DROP"), match);
  }

  /** Answers what arrives there for a port, in words of iptables. */
  void reject(String port, String answer) throws Exception {
    input(List.of("-j", "REJECT", "--reject-with", answer), "--dport", port);
  }

  private void input(List<String> target, String... match) throws Exception {
    List<String> command = new ArrayList<>(List.of(wrapper()));
    command.addAll(List.of("iptables", "-A", "INPUT", "-p", "tcp"));
    command.addAll(List.of(match));
    command.addAll(target);
    run(command.toArray(String[]::new));
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().completeOnTimeout(null, 60, TimeUnit.SECONDS).join())
        .as("%s has ended", List.of(command))
        .isNotNull();
    assertThat(process.exitValue())
        .as(
            "%s needs root, iproute2 and iptables, and says: %s",
            String.join(" ", command), output.trim())
        .isZero();
  }

  /**
   * The namespace goes when the kernel comes to it, and its route must not lead astray until then.
   */
  @Override
  public void close() throws IOException {
    run("ip", "link", "delete", name + "n");
    run("ip", "netns", "delete", name);
  }
}
