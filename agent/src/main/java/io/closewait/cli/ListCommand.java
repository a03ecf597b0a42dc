package io.closewait.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the JVMs of this machine. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "List the JVMs of this machine, those with the most sockets in CLOSE_WAIT first.")
final class ListCommand implements Callable<Integer> {
  private final PrintWriter out;

  ListCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Refusal {
    Path proc = Paths.get("/proc");
    if (!Files.isDirectory(proc.resolve("self"))) {
      throw new Refusal("list needs /proc, which this machine does not have: use jps instead");
    }
    try {
      print(Jvms.scan(proc), out);
      return 0;
    } catch (IOException e) {
      throw new Refusal("cannot read /proc (" + e + "): run this command as root");
    }
  }

  static void print(List<Jvm> jvms, PrintWriter out) {
    if (jvms.isEmpty()) {
      out.println("No JVM runs on this machine that this user can see.");
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(Arrays.asList("PID", "JAVA", "USER", "AGENT", "CLOSE_WAIT", "MAIN"));
    boolean hidden = false;
    for (Jvm jvm : jvms) {
      rows.add(row(jvm));
      hidden |= !jvm.closeWait().isPresent();
    }
    printAligned(rows, out);
    if (hidden) {
      out.println("?  permission denied: run this command as root or as the JVM's user");
    }
  }

  private static List<String> row(Jvm jvm) {
    boolean hidden = !jvm.closeWait().isPresent();
    String java = jvm.java();
    return Arrays.asList(
        Long.toString(jvm.pid()),
        java != null ? java : hidden ? "?" : "-",
        jvm.user(),
        jvm.agent() ? "yes" : "no",
        hidden ? "?" : Integer.toString(jvm.closeWait().getAsInt()),
        jvm.main());
  }

  private static void printAligned(List<List<String>> rows, PrintWriter out) {
    int last = rows.get(0).size() - 1;
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < last; column++) {
        int end = line.length() + width(rows, column) + 2;
        line.append(row.get(column));
        while (line.length() < end) {
          line.append(' ');
        }
      }
      out.println(line.append(row.get(last)));
    }
  }

  private static int width(List<List<String>> rows, int column) {
    int width = 0;
    for (List<String> row : rows) {
      width = Math.max(width, row.get(column).length());
    }
    return width;
  }
}
