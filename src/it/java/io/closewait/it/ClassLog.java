package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of the classes that a JVM has loaded, in their order, as its log has them. */
record ClassLog(List<String> names) {
  private static final String FILE = "classes";

  private static final Pattern LOADED =
      Pattern.compile("(?:\\[Loaded |^(?:\\[[^ ]*\\])* ?)([\\w.$]+).*(?:from|source:)");

  /** What makes a JVM log them in a file of its directory. */
  static String[] flags(Jdk jdk) {
    return jdk.feature() == 8
        ? new String[] {
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:+LogVMOutput",
          "-XX:-DisplayVMOutput",
          "-XX:LogFile=" + FILE,
          "-XX:+TraceClassLoading"
        }
        : new String[] {"-Xlog:class+load:file=" + FILE};
  }

  /** Those that a JVM with these flags has loaded until now. */
  static ClassLog of(TargetJvm jvm) throws IOException {
    List<String> names =
        Files.readAllLines(jvm.directory().resolve(FILE)).stream()
            .map(LOADED::matcher)
            .filter(Matcher::find)
            .map(line -> line.group(1))
            .toList();
    assertThat(names).as("classes in the log").contains("java.lang.Object");
    return new ClassLog(names);
  }

  /** Those before the first load of a class, which must be there. */
  List<String> before(String name) {
    return names.subList(0, indexOf(name));
  }

  /** That class and those after it. */
  List<String> since(String name) {
    return names.subList(indexOf(name), names.size());
  }

  private int indexOf(String name) {
    assertThat(names).as("classes in the log").contains(name);
    return names.indexOf(name);
  }
}
