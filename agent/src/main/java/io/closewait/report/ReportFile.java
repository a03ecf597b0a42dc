package io.closewait.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.closewait.diagnosis.Diagnosis;
import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A file that holds the last report, always whole. Immutable and thread-safe. */
public final class ReportFile {
  private final Path path;
  private final Format format;

  private ReportFile(Path path, Format format) {
    this.path = path;
    this.format = format;
  }

  /**
   * The file that a user named; {@code %p} in the name becomes the pid. Touches no file.
   *
   * @throws IllegalArgumentException if the name has no known ending or is no path; the message is
   *     for the user
   */
  public static ReportFile of(String name, long pid) {
    Format format = Format.ofFile(name);
    return new ReportFile(Paths.get(expand(name, pid)).toAbsolutePath(), format);
  }

  private static String expand(String name, long pid) {
    StringBuilder path = new StringBuilder(name);
    int at = path.indexOf("%p");
    while (at >= 0) {
      path.replace(at, at + 2, Long.toString(pid));
      at = path.indexOf("%p", at);
    }
    return path.toString();
  }

  /** The absolute path. */
  public Path path() {
    return path;
  }

  public Format format() {
    return format;
  }

  /** As {@link #write(Diagnosis, Subject, BooleanSupplier)}, with no room to make. */
  public void write(Diagnosis diagnosis, Subject subject) throws IOException {
    write(diagnosis, subject, () -> false);
  }

  /**
   * Replaces the file in one step, so that a reader sees the old report or the new one.
   *
   * @param makeRoom gives a descriptor back, if it has one; asked if the file cannot be opened, and
   *     then that is tried again
   * @throws IOException if that fails; the message names the path, the reason and the remedy, and
   *     neither the file nor its directory has changed
   */
  public void write(Diagnosis diagnosis, Subject subject, BooleanSupplier makeRoom)
      throws IOException {
    Path directory = path.getParent();
    String trouble = trouble();
    if (trouble != null || directory == null) {
      throw new IOException(trouble);
    }
    Path temporary = temporary(directory);
    try {
      fill(temporary, diagnosis, subject, makeRoom);
      replace(temporary);
    } catch (AccessDeniedException e) {
      throw failure("permission denied", "let this JVM's user write to " + directory, e);
    } catch (IOException e) {
      throw failure(reason(e), "cure that or name another file", e);
    } finally {
      discard(temporary);
    }
  }

  /** Loads what writing needs and cannot be loaded when no descriptor is left. */
  public void prepare() throws IOException {
    if (format == Format.HTML) {
      HtmlPage.loaded();
    }
  }

  /** What would keep the file from being written now, for the user; null if nothing is seen. */
  public @Nullable String trouble() {
    Path directory = path.getParent();
    if (directory == null || Files.isDirectory(path)) {
      return sentence("it is a directory", "name a file in it");
    }
    if (!Files.isDirectory(directory)) {
      return sentence("there is no directory " + directory, "create it or name another file");
    }
    return Files.isWritable(directory)
        ? null
        : sentence("permission denied", "let this JVM's user write to " + directory);
  }

  private String sentence(String reason, String remedy) {
    return "cannot write the report " + path + ": " + reason + "; " + remedy;
  }

  private Path temporary(Path directory) {
    return directory.resolve("." + path.getFileName() + "." + Long.toHexString(System.nanoTime()));
  }

  private void fill(Path temporary, Diagnosis diagnosis, Subject subject, BooleanSupplier makeRoom)
      throws IOException {
    try (Writer out =
        new BufferedWriter(new OutputStreamWriter(open(temporary, makeRoom), UTF_8))) {
      Report.write(format, diagnosis, subject, out);
    }
  }

  /**
   * Not through java.nio.channels: its classes break for the rest of the JVM's life if they are
   * initialised when no descriptor is left.
   */
  private static OutputStream open(Path temporary, BooleanSupplier makeRoom) throws IOException {
    boolean created = false;
    while (true) {
      try {
        if (!created && !temporary.toFile().createNewFile()) {
          throw new FileAlreadyExistsException(temporary.toString());
        }
        created = true;
        return new FileOutputStream(temporary.toFile());
      } catch (IOException e) {
        if (!makeRoom.getAsBoolean()) {
          throw e;
        }
      }
    }
  }

  private void replace(Path temporary) throws IOException {
    try {
      Files.move(temporary, path, ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, path, REPLACE_EXISTING);
    }
  }

  /** Nothing is left to discard after success; after a failure that one is worth reporting. */
  private static void discard(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      temporary.toFile().deleteOnExit();
    }
  }

  private IOException failure(String reason, String remedy, @Nullable IOException cause) {
    return new IOException(sentence(reason, remedy), cause);
  }

  private static String reason(IOException e) {
    String reason = e instanceof FileSystemException ? ((FileSystemException) e).getReason() : null;
    if (reason != null) {
      return reason;
    }
    return e instanceof FileSystemException
        ? "no file can be created there"
        : String.valueOf(e.getMessage());
  }
}
