package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the JVM does not complain about by itself: whether classes are woven soundly. */
class VerifyIT {
  private static final Pattern WEAVER = Pattern.compile(" (io\\.closewait\\.hook\\.[\\w$]+) ");

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void wovenClassesPass(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .flags("-Xverify:all")
        .agent("threshold=500ms,interval=200ms")
        .program("LifeCycles")
        .run(
            jvm -> {
              Report report = jvm.awaitReport("all sockets", each -> each.sockets() == 26);
              assertThat(report.blind()).isEmpty();
            });
  }

  /** A class that a transformer needs inside the load of another can fail to load for good. */
  @ParameterizedTest
  @MethodSource("modular")
  void nothingOfTheWeaverIsLoadedAfterMain(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .flags("-Xlog:class+load:file=classes")
        .agent("threshold=500ms,interval=200ms")
        .program("LifeCycles")
        .run(
            jvm -> {
              jvm.awaitReport("all sockets", each -> each.sockets() == 26);
              List<String> lines = Files.readAllLines(jvm.directory().resolve("classes"));
              int main = indexOf(lines, " io.closewait.it.program.LifeCycles ");
              assertThat(weaver(lines.subList(0, main))).contains("io.closewait.hook.ClassPatch");
              assertThat(weaver(lines.subList(main, lines.size()))).isEmpty();
            });
  }

  static Stream<Jdk> modular() {
    return Jdks.since(9);
  }

  private static int indexOf(List<String> lines, String text) {
    int index = 0;
    while (!lines.get(index).contains(text)) {
      index++;
    }
    return index;
  }

  private static List<String> weaver(List<String> lines) {
    return lines.stream()
        .map(WEAVER::matcher)
        .filter(Matcher::find)
        .map(match -> match.group(1))
        .toList();
  }
}
