package io.closewait.kernel;

import io.closewait.kernel.Network.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the network namespace tells, from one deep look to the next. Not thread-safe.
 *
 * <p>What cannot be read is not known, and what rests on it is not said.
 */
final class NetworkReader {
  private static final String EXTENSIONS = "TcpExt: ";

  private final Path netstat;
  private final Path settings;
  private @Nullable Limits limits;
  private OptionalLong firstOverflows = OptionalLong.empty();
  private OptionalLong firstDrops = OptionalLong.empty();
  private Network network = Network.UNKNOWN;

  /**
   * @param procRoot {@code /proc/self}
   */
  NetworkReader(Path procRoot) {
    netstat = procRoot.resolve("net/netstat");
    settings = procRoot.resolveSibling("sys").resolve("net");
  }

  void look(Tables tables) {
    List<SocketRow> ownerless = new ArrayList<>();
    for (SocketRow row : tables.rows()) {
      if (row.inode() == 0) {
        ownerless.add(row);
      }
    }
    if (limits == null) {
      limits = limits();
    }
    OptionalLong overflows = OptionalLong.empty();
    OptionalLong drops = OptionalLong.empty();
    List<String> lines = extensions();
    if (lines.size() == 2) {
      overflows = value(lines, "ListenOverflows");
      drops = value(lines, "ListenDrops");
    }
    if (!firstOverflows.isPresent()) {
      firstOverflows = overflows;
      firstDrops = drops;
    }
    network =
        new Network(ownerless, since(firstOverflows, overflows), since(firstDrops, drops), limits);
  }

  private static OptionalLong since(OptionalLong first, OptionalLong now) {
    return first.isPresent() && now.isPresent()
        ? OptionalLong.of(now.getAsLong() - first.getAsLong())
        : OptionalLong.empty();
  }

  /** The line with the names and the one with the values. */
  private List<String> extensions() {
    List<String> found = new ArrayList<>();
    for (String line : lines(netstat)) {
      if (line.startsWith(EXTENSIONS)) {
        found.add(line);
      }
    }
    return found;
  }

  private static OptionalLong value(List<String> lines, String name) {
    String[] names = lines.get(0).split(" ", -1);
    String[] values = lines.get(1).split(" ", -1);
    for (int i = 0; i < names.length && i < values.length; i++) {
      if (names[i].equals(name)) {
        return OptionalLong.of(Long.parseLong(values[i]));
      }
    }
    return OptionalLong.empty();
  }

  private Limits limits() {
    return new Limits(
        connectSeconds(
            number("ipv4/tcp_syn_retries", 0), number("ipv4/tcp_syn_linear_timeouts", 0)),
        ports(number("ipv4/ip_local_port_range", 0), number("ipv4/ip_local_port_range", 1)),
        number("core/somaxconn", 0));
  }

  /**
   * The SYN is sent again after one second, {@code linear} times after another each, and then after
   * twice the time before, {@code retries} times in all without the linear ones; see {@code
   * ip-sysctl.rst} of Linux. The last one has its time too.
   */
  static OptionalInt connectSeconds(OptionalInt retries, OptionalInt linear) {
    return retries.isPresent()
        ? OptionalInt.of(linear.orElse(0) + (2 << Math.min(retries.getAsInt(), 20)) - 1)
        : OptionalInt.empty();
  }

  private static OptionalInt ports(OptionalInt first, OptionalInt last) {
    return first.isPresent() && last.isPresent()
        ? OptionalInt.of(last.getAsInt() - first.getAsInt() + 1)
        : OptionalInt.empty();
  }

  private OptionalInt number(String setting, int index) {
    for (String line : lines(settings.resolve(setting))) {
      String[] numbers = line.trim().split("\\s+", -1);
      if (index < numbers.length) {
        return OptionalInt.of(Integer.parseInt(numbers[index]));
      }
    }
    return OptionalInt.empty();
  }

  private static List<String> lines(Path file) {
    List<String> lines = new ArrayList<>();
    try {
      new ProcFile()
          .forEachLine(
              file,
              (bytes, from, to) ->
                  lines.add(new String(bytes, from, to - from, StandardCharsets.US_ASCII)));
    } catch (IOException | SecurityException e) {
      // An older kernel, or a container that hides it.
      lines.clear();
    }
    return lines;
  }

  /** As of the last look. */
  Network network() {
    return network;
  }
}
