package io.closewait.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** The libraries of a JVM with their versions, those inside of fat jars too. */
final class ClassPath {
  private static final String PROPERTIES = "/pom.properties";

  private final Path root;
  private final Path directory;
  private final StringBuilder out = new StringBuilder();

  /**
   * @param process {@code /proc/<pid>}
   */
  ClassPath(Path process) {
    root = process.resolve("root");
    directory = process.resolve("cwd");
  }

  /** A line for each jar: its path, then what it says of itself. */
  String describe(List<String> entries) {
    for (String entry : entries) {
      if (entry.endsWith(".jar") || entry.endsWith(".war")) {
        jar(entry);
      } else {
        out.append(entry).append("  (directory)\n");
      }
    }
    return out.toString();
  }

  private void jar(String entry) {
    Path file = entry.startsWith("/") ? root.resolve(entry.substring(1)) : directory.resolve(entry);
    try (InputStream in = Files.newInputStream(file)) {
      out.append(entry).append(versions(in, "")).append('\n');
    } catch (IOException e) {
      out.append(entry).append("  (cannot be read: ").append(e).append(")\n");
    }
  }

  /** What a jar says of itself; a line for each jar in it comes first. */
  private String versions(InputStream in, String indent) throws IOException {
    @SuppressWarnings("resource") // the caller owns the stream
    ZipInputStream zip = new ZipInputStream(in);
    List<String> said = new ArrayList<>();
    StringBuilder nested = new StringBuilder();
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      String name = entry.getName();
      if (name.endsWith(PROPERTIES)) {
        said.add(coordinates(zip));
      } else if (name.equals("META-INF/MANIFEST.MF")) {
        add(said, implementation(new Manifest(zip).getMainAttributes()));
      } else if (name.endsWith(".jar")) {
        nested.append('\n').append(indent).append("  ").append(name);
        nested.append(versions(zip, indent + "  "));
      }
    }
    return (said.isEmpty() ? "" : "  " + String.join(", ", said)) + nested;
  }

  private static String coordinates(InputStream in) throws IOException {
    Properties properties = new Properties();
    properties.load(in);
    return properties.getProperty("groupId")
        + ":"
        + properties.getProperty("artifactId")
        + ":"
        + properties.getProperty("version");
  }

  private static @Nullable String implementation(Attributes manifest) {
    String version = manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    if (version == null) {
      version = manifest.getValue("Bundle-Version");
    }
    return version == null ? null : "version " + version;
  }

  private static void add(List<String> said, @Nullable String text) {
    if (text != null) {
      said.add(text);
    }
  }
}
