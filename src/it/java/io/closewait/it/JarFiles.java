package io.closewait.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** Packs programs as builds do. */
final class JarFiles {
  private JarFiles() {}

  /** A jar of a directory's classes. */
  static Path of(Path classes) throws IOException {
    Path jar = Files.createTempFile(Artifacts.target(), "program-", ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      addClasses(classes, "", out);
    }
    return jar;
  }

  /**
   * A jar that has its libraries in it and starts by Spring Boot's loader.
   *
   * @param launcher the class of the loader that is to be launched
   */
  static Path boot(Path loader, String launcher, String start, Path classes, List<Path> libraries)
      throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, launcher);
    attributes.put(new Attributes.Name("Start-Class"), start);
    attributes.put(new Attributes.Name("Spring-Boot-Classes"), "BOOT-INF/classes/");
    attributes.put(new Attributes.Name("Spring-Boot-Lib"), "BOOT-INF/lib/");
    Path jar = Files.createTempFile(Artifacts.target(), "boot-", ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        JarFile from = new JarFile(loader.toFile())) {
      for (JarEntry entry : Collections.list(from.entries())) {
        if (entry.getName().startsWith("org/")) {
          out.putNextEntry(new JarEntry(entry.getName()));
          try (InputStream in = from.getInputStream(entry)) {
            in.transferTo(out);
          }
        }
      }
      directory(out, "BOOT-INF/");
      directory(out, "BOOT-INF/classes/");
      addClasses(classes, "BOOT-INF/classes/", out);
      directory(out, "BOOT-INF/lib/");
      for (Path library : libraries) {
        store("BOOT-INF/lib/" + library.getFileName(), Files.readAllBytes(library), out);
      }
    }
    return jar;
  }

  private static void addClasses(Path classes, String prefix, JarOutputStream out)
      throws IOException {
    try (Stream<Path> files = Files.list(classes)) {
      for (Path file : files.toList()) {
        out.putNextEntry(new JarEntry(prefix + file.getFileName()));
        Files.copy(file, (OutputStream) out);
      }
    }
  }

  private static void directory(JarOutputStream out, String name) throws IOException {
    out.putNextEntry(new JarEntry(name));
  }

  /** The loader reads nested jars where they are, so they must not be compressed. */
  private static void store(String name, byte[] content, JarOutputStream out) throws IOException {
    JarEntry entry = new JarEntry(name);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    out.putNextEntry(entry);
    out.write(content);
  }
}
