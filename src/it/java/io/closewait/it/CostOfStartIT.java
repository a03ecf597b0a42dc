package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the agent adds to the start of a JVM, counted and not timed. */
class CostOfStartIT {
  private static final long JAR_BYTES = 3_000_000;

  /**
   * Classes loaded before main beyond those under an agent that does nothing, by JDK: a tenth more
   * than there are with all that the agent's own thread loads at the same time, if it is fast.
   */
  private static final Map<Integer, Integer> MOST_CLASSES =
      Map.of(8, 195, 11, 195, 17, 210, 21, 220, 25, 290, 27, 280);

  /** For a JDK that is not in the table. */
  private static final int MOST_CLASSES_ELSEWHERE = 290;

  private static final String PROGRAM = "ForgottenCloseHealthy";

  private static final String EMPTY = "io/closewait/it/program/EmptyAgent";

  @TempDir private Path directory;

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void loadsFewClassesBeforeMain(Jdk jdk) throws Exception {
    Map<String, Integer> floor = loaded(Launch.on(jdk).flags("-javaagent:" + emptyAgent()), jdk);
    Map<String, Integer> agent = loaded(Launch.on(jdk).agent(""), jdk);
    int classes = sum(agent) - sum(floor);
    assertThat(classes)
        .as(
            "classes loaded before main beyond those under an agent that does nothing, on %s;"
                + " new are, by package, %s",
            jdk, difference(agent, floor))
        .isLessThanOrEqualTo(MOST_CLASSES.getOrDefault(jdk.feature(), MOST_CLASSES_ELSEWHERE));
    Figures.print(
        this, jdk, classes + " classes before main beyond those under an agent that does nothing");
  }

  @Test
  void theJarIsSmall() throws IOException {
    assertThat(Files.size(Artifacts.agent())).as("bytes of the jar").isLessThanOrEqualTo(JAR_BYTES);
  }

  /** How many classes of each package are loaded up to the program's main class. */
  private Map<String, Integer> loaded(Launch launch, Jdk jdk) throws Exception {
    AtomicReference<List<String>> names = new AtomicReference<>();
    launch
        .flags(ClassLog.flags(jdk))
        .demo(PROGRAM)
        .run(jvm -> names.set(ClassLog.of(jvm).before("io.closewait.demo." + PROGRAM)));
    return names.get().stream()
        .collect(Collectors.toMap(CostOfStartIT::packageOf, name -> 1, Integer::sum, TreeMap::new));
  }

  private static String packageOf(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Map<String, Integer> difference(
      Map<String, Integer> agent, Map<String, Integer> floor) {
    Map<String, Integer> difference = new TreeMap<>(agent);
    floor.forEach((name, count) -> difference.merge(name, -count, Integer::sum));
    difference.values().removeIf(count -> count <= 0);
    return difference;
  }

  /** Alone in a jar of its own, as an agent is. */
  private Path emptyAgent() throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", EMPTY.replace('/', '.'));
    Path jar = directory.resolve("empty.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.putNextEntry(new ZipEntry(EMPTY + ".class"));
      Files.copy(Artifacts.programs().resolve(EMPTY + ".class"), out);
    }
    return jar;
  }
}
