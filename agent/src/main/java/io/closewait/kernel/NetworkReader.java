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
  private final Lately overflows = new Lately();
  private final Lately drops = new Lately();
  private Network network = Network.UNKNOWN;

  /**
   * @param procRoot {@code /proc/self}
   */
  NetworkReader(Path procRoot) {
    netstat = procRoot.resolve("net/netstat");
    settings = procRoot.resolveSibling("sys").resolve("net");
  }

  /**
   * Looks once.
   *
   * @param now milliseconds since the epoch
   */
  void look(long now, Tables tables) {
    List<SocketRow> ownerless = new ArrayList<>();
    for (SocketRow row : tables.rows()) {
      if (row.inode() == 0) {
        ownerless.add(row);
      }
    }
    if (limits == null) {
      limits = limits();
    }
    List<String> lines = extensions();
    network =
        new Network(
            ownerless,
            overflows.of(now, value(lines, "ListenOverflows")),
            drops.of(now, value(lines, "ListenDrops")),
            limits);
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
    if (lines.size() != 2) {
      return OptionalLong.empty();
    }
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

  /** By how much a counter has grown within the last hour, and in the last half of it at least. */
  private static final class Lately {
    private static final long HALF_HOUR_MILLIS = 1_800_000;

    private long before;
    private long begin;
    private long begun;
    private boolean known;

    OptionalLong of(long now, OptionalLong count) {
      if (!count.isPresent()) {
        return count;
      }
      long value = count.getAsLong();
      if (!known) {
        known = true;
        before = value;
        begin = value;
        begun = now;
      } else if (now - begun > HALF_HOUR_MILLIS) {
        before = begin;
        begin = value;
        begun = now;
      }
      return OptionalLong.of(value - before);
    }
  }
}
