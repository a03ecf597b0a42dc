package io.closewait.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Counts the open descriptors of the process over time. Not thread-safe. */
final class DescriptorCounter implements ProcFile.LineSink {
  private static final String LIMIT = "Max open files";

  private final Path fdDirectory;
  private final Path limits;
  private final Growth growth = new Growth();
  private OptionalLong open = OptionalLong.empty();
  private OptionalLong limit = OptionalLong.empty();
  private Map<DescriptorKind, Integer> kinds = Collections.emptyMap();

  DescriptorCounter(Path procRoot) {
    fdDirectory = procRoot.resolve("fd");
    limits = procRoot.resolve("limits");
  }

  /**
   * Takes the size of the directory, which costs one stat: since Linux 6.2 ({@code proc_fd_getattr}
   * in {@code fs/proc/fd.c}) it is the count, before it was 0.
   */
  void count(long now) {
    try {
      long size = Files.size(fdDirectory);
      if (size > 0) {
        counted(now, size);
      }
    } catch (IOException | SecurityException e) {
      // The count of the last deep look stays; that look reports what cannot be read.
      return;
    }
  }

  private void counted(long now, long descriptors) {
    open = OptionalLong.of(descriptors);
    growth.add(now, descriptors);
  }

  /** Takes what a deep look has listed. */
  void counted(long now, Tables tables) {
    counted(now, tables.descriptors());
    kinds = tables.kinds();
  }

  /** See {@link Growth#history}. */
  List<DescriptorCount> history(int most) {
    return growth.history(most);
  }

  void readLimit() throws IOException {
    new ProcFile().forEachLine(limits, this);
  }

  /** Takes a line of {@code limits}. */
  @Override
  public void line(byte[] bytes, int from, int to) {
    String line = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    if (line.startsWith(LIMIT)) {
      String values = line.substring(LIMIT.length()).trim();
      int space = values.indexOf(' ');
      limit = number(space < 0 ? values : values.substring(0, space));
    }
  }

  private static OptionalLong number(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      // "unlimited"
      return OptionalLong.empty();
    }
  }

  Descriptors descriptors() {
    return new Descriptors(open, limit, growth.perHour(), kinds);
  }
}
