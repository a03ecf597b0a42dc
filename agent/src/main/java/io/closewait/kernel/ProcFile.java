package io.closewait.kernel;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a file of {@code /proc} line by line through one buffer.
 *
 * <p>{@link FileInputStream} rather than {@link Files}: its errors carry the system's reason, and
 * an interrupt of the reading thread does not close it.
 */
final class ProcFile {
  /** Takes one line. */
  interface LineSink {
    /** The line stands in {@code bytes[from..to)}, which is only valid during the call. */
    void line(byte[] bytes, int from, int to);
  }

  private static final int BUFFER_SIZE = 16 * 1024;

  private final byte[] buffer = new byte[BUFFER_SIZE];

  /**
   * Gives every line to the sink, without its line feed. A line longer than the buffer arrives in
   * pieces.
   *
   * @throws FileSystemException with the file's name and the reason if it cannot be read
   */
  void forEachLine(Path file, LineSink sink) throws IOException {
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      int filled = 0;
      for (int read; (read = in.read(buffer, filled, buffer.length - filled)) > 0; ) {
        filled = deliver(filled + read, sink);
      }
      if (filled > 0) {
        sink.line(buffer, 0, filled);
      }
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      FileSystemException named = new FileSystemException(file.toString(), null, reason(e));
      named.initCause(e);
      throw named;
    }
  }

  /** Delivers the complete lines among the first bytes, moves the rest to the front. */
  private int deliver(int filled, LineSink sink) {
    int from = 0;
    for (int i = 0; i < filled; i++) {
      if (buffer[i] == '\n') {
        sink.line(buffer, from, i);
        from = i + 1;
      }
    }
    if (from == 0 && filled == buffer.length) {
      sink.line(buffer, 0, filled);
      return 0;
    }
    System.arraycopy(buffer, from, buffer, 0, filled - from);
    return filled - from;
  }

  /** The system's words: what {@link FileNotFoundException} has in brackets after the name. */
  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    int bracket = message.lastIndexOf('(');
    return e instanceof FileNotFoundException && bracket >= 0 && message.endsWith(")")
        ? message.substring(bracket + 1, message.length() - 1)
        : message;
  }
}
