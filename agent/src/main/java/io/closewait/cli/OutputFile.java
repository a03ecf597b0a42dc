package io.closewait.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that appears whole or not at all: written beside its place, then moved there. */
final class OutputFile implements AutoCloseable {
  private final Path file;
  private final Path draft;

  /**
   * Claims the place, so that a bad one is known before there is anything to write.
   *
   * @throws Refusal if it cannot be written
   */
  OutputFile(Path path) throws Refusal {
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        throw unwritable(path, "it is not a regular file");
      }
      file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
      draft = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
      Files.write(draft, new byte[0], StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw unwritable(path, reason(e));
    }
  }

  /** Puts the text into its place, replacing what was there. */
  void write(String text) throws Refusal {
    write(text.getBytes(UTF_8));
  }

  /** As {@link #write(String)}. */
  void write(byte[] content) throws Refusal {
    try {
      Files.write(draft, content);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable(file, reason(e));
    }
  }

  /** Removes the draft if it was not moved. */
  @Override
  public void close() {
    draft.toFile().delete();
  }

  /** The reason without the name of the draft, which the user never gave. */
  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such directory";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason = e instanceof FileSystemException ? ((FileSystemException) e).getReason() : null;
    return reason == null ? e.toString() : reason;
  }

  private static Refusal unwritable(Path path, String why) {
    return new Refusal(
        "cannot write '" + path + "' (" + why + "): name a file in a directory that you may write");
  }
}
