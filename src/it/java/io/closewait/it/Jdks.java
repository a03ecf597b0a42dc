package io.closewait.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The JDKs that the tests launch: one of each version found on this machine. */
final class Jdks {
  private static final List<Integer> SUPPORTED = List.of(8, 11, 17, 21, 25, 27);
  private static final Pattern VERSION = Pattern.compile("version \"(?:1\\.)?(\\d+)");
  private static final Path SYSTEM = Path.of("/usr/lib/jvm");
  private static final Collection<Jdk> FOUND = find();

  private Jdks() {}

  /**
   * Those under {@code ~/.jdks}, then the system's, then the running one; in CI all supported
   * versions must be there.
   */
  static Stream<Jdk> all() {
    return FOUND.stream();
  }

  /** For what is dear to test and depends little on the version. */
  static Stream<Jdk> oldestAndNewest() {
    List<Jdk> found = List.copyOf(FOUND);
    return Stream.of(found.get(0), found.get(found.size() - 1)).distinct();
  }

  /** Those of the system, which every user can run. */
  static Stream<Jdk> system() {
    Map<Integer, Jdk> found = new TreeMap<>();
    add(homes(SYSTEM), found);
    if (found.isEmpty()) {
      throw new AssertionError("there is no JDK in " + SYSTEM + ", for users other than this one");
    }
    return found.values().stream();
  }

  /** Those that a security manager can be set for without another flag. */
  static Stream<Jdk> withSecurityManager() {
    return all().filter(jdk -> jdk.feature() <= 17);
  }

  /** Those that have an API which came with a version. */
  static Stream<Jdk> since(int feature) {
    return all().filter(jdk -> jdk.feature() >= feature);
  }

  /** Every JDK together with each of some other arguments of a test. */
  static Stream<Object[]> with(Object... arguments) {
    return all().flatMap(jdk -> Arrays.stream(arguments).map(each -> new Object[] {jdk, each}));
  }

  /** The one that runs the tests. */
  static Jdk running() {
    return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  private static Collection<Jdk> find() {
    Map<Integer, Jdk> found = new TreeMap<>();
    Path own = Path.of(System.getProperty("user.home"), ".jdks");
    add(Stream.of(own, SYSTEM).flatMap(Jdks::homes), found);
    found.putIfAbsent(running().feature(), running());
    if ("true".equals(System.getenv("CI")) && !found.keySet().containsAll(SUPPORTED)) {
      throw new AssertionError(
          "CI needs JDK " + SUPPORTED + " under ~/.jdks and has only " + found.keySet());
    }
    return found.values();
  }

  private static void add(Stream<Path> homes, Map<Integer, Jdk> found) {
    homes.forEach(home -> found.putIfAbsent(feature(home), new Jdk(feature(home), home)));
  }

  private static Stream<Path> homes(Path directory) {
    if (!Files.isDirectory(directory)) {
      return Stream.empty();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(home -> Files.isExecutable(home.resolve("bin/javac")))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code java -version} has it, because not every JDK has a release file. */
  private static int feature(Path home) {
    try {
      Process java =
          new ProcessBuilder(home.resolve("bin/java").toString(), "-version")
              .redirectErrorStream(true)
              .start();
      String text = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher version = VERSION.matcher(text);
      if (!version.find()) {
        throw new AssertionError(home + " does not tell its version: " + text);
      }
      return Integer.parseInt(version.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
