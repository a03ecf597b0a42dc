package io.closewait.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Finds the JVMs of this machine in {@code /proc}, without attaching to any. */
final class Jvms {
  /** The name of the agent's thread. */
  static final String AGENT_THREAD = "closewait";

  private static final Comparator<Jvm> MOST_CLOSE_WAIT_FIRST =
      Comparator.comparingInt((Jvm jvm) -> jvm.closeWait().orElse(-1))
          .reversed()
          .thenComparingLong(Jvm::pid);

  private Jvms() {}

  /**
   * All JVMs but the one that asks, those with the most sockets in CLOSE_WAIT first.
   *
   * @param proc the directory {@code /proc}
   */
  static List<Jvm> scan(Path proc) throws IOException {
    String itself = proc.resolve("self").toRealPath().getFileName().toString();
    List<Jvm> jvms = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[1-9]*")) {
      for (Path entry : entries) {
        String pid = String.valueOf(entry.getFileName());
        Jvm jvm = pid.equals(itself) ? null : look(Long.parseLong(pid), entry);
        if (jvm != null) {
          jvms.add(jvm);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    jvms.sort(MOST_CLOSE_WAIT_FIRST);
    return jvms;
  }

  /** Null if the process is no JVM, or gone. */
  private static @Nullable Jvm look(long pid, Path entry) {
    ProcessDirectory process = new ProcessDirectory(entry);
    try {
      return visible(pid, process);
    } catch (AccessDeniedException e) {
      return hidden(pid, process);
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable Jvm visible(long pid, ProcessDirectory process) throws IOException {
    String libjvm = process.libjvm();
    return libjvm == null
        ? null
        : jvm(pid, process, process.javaVersion(libjvm), OptionalInt.of(process.closeWait()));
  }

  /** Of a process that this user may not look into only the name tells whether it is a JVM. */
  private static @Nullable Jvm hidden(long pid, ProcessDirectory process) {
    try {
      return process.name().equals("java") ? jvm(pid, process, null, OptionalInt.empty()) : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static Jvm jvm(
      long pid, ProcessDirectory process, @Nullable String java, OptionalInt closeWait)
      throws IOException {
    return new Jvm(
        pid,
        java,
        process.userName(),
        process.hasThread(AGENT_THREAD),
        closeWait,
        MainClass.of(process.commandLine()));
  }
}
