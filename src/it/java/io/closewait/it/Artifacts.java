package io.closewait.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the build made and the tests launch; paths are relative to this module. */
final class Artifacts {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private Artifacts() {}

  static Path agent() {
    return built(ROOT.resolve("agent/target/closewait-agent.jar"));
  }

  static Path demo() {
    return built(ROOT.resolve("demo-app/target/closewait-demo.jar"));
  }

  static Path demoSource(String program) {
    return ROOT.resolve("demo-app/src/main/java/io/closewait/demo/" + program + ".java");
  }

  /** The classes of this module's programs. */
  static Path programs() {
    return built(ROOT.resolve("src/it/target/classes"));
  }

  /** A program that is launched as its source. */
  static Path singleFile(String program) {
    return built(ROOT.resolve("src/it/single-file/" + program + ".java"));
  }

  /** A small program that uses a library. */
  static Path libraryProgram(String program) {
    return built(ROOT.resolve("src/it/libraries/" + program + ".java"));
  }

  /** Keeps libraries from logging on stderr. */
  static Path libraryLogging() {
    return built(ROOT.resolve("src/it/libraries/logging.properties"));
  }

  /** What the tests make themselves. */
  static Path target() {
    return built(ROOT.resolve("src/it/target"));
  }

  /** A file that the project's site offers for download. */
  static Path offered(String name) {
    return built(ROOT.resolve("src/site/resources").resolve(name));
  }

  /** A page of the project's site; it need not be there yet. */
  static Path page(String name) {
    return ROOT.resolve("src/site/markdown").resolve(name);
  }

  /** What the site offers beside its pages. */
  static Path siteResource(String name) {
    return built(ROOT.resolve("src/site/resources").resolve(name));
  }

  /** The published schema of JSON reports. */
  static String schema() {
    Path file = siteResource("closewait-report.schema.json");
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path built(Path path) {
    if (!Files.exists(path)) {
      throw new AssertionError(path + " is missing: run mvn verify in the root of the project");
    }
    return path;
  }
}
