package io.closewait.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.jspecify.annotations.Nullable;

/** What the agent in the target answered: an exit status and a text. Immutable. */
final class Reply {
  private static final int REFUSED = 2;

  private static final String END = "\nend\n";

  private final int status;
  private final String text;

  private Reply(int status, String text) {
    this.status = status;
    this.text = text;
  }

  /**
   * Makes an empty file into which only the target's user can write.
   *
   * @throws IOException if it cannot be made
   */
  static Path newFile(Target target) throws IOException {
    Path file =
        Files.createTempFile(Paths.get(System.getProperty("java.io.tmpdir")), "closewait", null);
    if (target.foreign()) {
      Files.setAttribute(file, "unix:uid", Integer.parseUnsignedInt(target.user()));
    }
    return file;
  }

  /**
   * Reads the status in the first line and the text after it; null if nothing was answered.
   *
   * @throws IOException if the file cannot be read
   */
  static @Nullable Reply read(Path file) throws IOException {
    String answer = new String(Files.readAllBytes(file), UTF_8);
    if (!answer.matches("(?s)[0-2]\n.*")) {
      return null;
    }
    return new Reply(answer.charAt(0) - '0', answer.substring(2));
  }

  /** As {@link #read}, of one that ends in the line {@code end}; null if that is not there yet. */
  static @Nullable Reply readWhole(Path file) throws IOException {
    Reply reply = read(file);
    return reply == null || reply.text.endsWith(END) || reply.status == REFUSED ? reply : null;
  }

  /** The exit status, 0 or 1. */
  int status() {
    return status;
  }

  /** The text, ready to print: it ends with a line break unless it is empty. */
  String text() {
    return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
  }

  /** This reply, unless the agent refused. */
  Reply accepted() throws Refusal {
    if (status == REFUSED) {
      throw new Refusal(text.trim());
    }
    return this;
  }
}
