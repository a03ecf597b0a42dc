package io.closewait.bench.macro;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The time that each thread of a process has run, in nanoseconds, as the scheduler accounts it: the
 * first number of {@code /proc/PID/task/TID/schedstat}, see {@code
 * Documentation/scheduler/sched-stats.rst}. The ticks of {@code /proc/PID/stat} are too coarse.
 */
record ProcessCpu(Map<String, Long> threads) {
  static ProcessCpu of(long pid) throws IOException {
    Map<String, Long> threads = new HashMap<>();
    try (DirectoryStream<Path> tasks =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path task : tasks) {
        String thread = task.getFileName().toString();
        try {
          threads.put(thread, ran(Files.readString(task.resolve("schedstat"))));
        } catch (NoSuchFileException e) {
          threads.remove(thread);
        }
      }
    }
    return new ProcessCpu(threads);
  }

  private static long ran(String schedstat) {
    return Long.parseLong(schedstat.substring(0, schedstat.indexOf(' ')));
  }

  /** What the threads that are there now have run since; one that ended meanwhile is not seen. */
  long since(ProcessCpu earlier) {
    long sum = 0;
    for (Map.Entry<String, Long> thread : threads.entrySet()) {
      sum += thread.getValue() - earlier.threads.getOrDefault(thread.getKey(), 0L);
    }
    return sum;
  }
}
