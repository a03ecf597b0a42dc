package io.closewait.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The evidence bundle of a running JVM, as it is and without addresses. */
class BundleIT {
  private static final String HOST = "db.acme.example";
  private static final String USER = "alice";
  private static final String THREAD = "pool-1 " + USER + "@mail.acme.example";

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#oldestAndNewest")
  void holdsTheEvidence(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .agent("threshold=500ms,interval=200ms")
        .flags("-Ddb.password=hunter2", "-Ddb.url=jdbc:x://" + HOST + ":5432/shop", "-Xmx99m")
        .main(classPath(), "io.closewait.it.program.NamedThread")
        .arguments(THREAD)
        .run(
            jvm -> {
              jvm.awaitReport("the leak", report -> report.sockets() == 3);
              Map<String, String> plain = bundle(jvm);
              assertThat(plain)
                  .containsOnlyKeys(
                      "README.txt",
                      "report.txt",
                      "report.json",
                      "report.html",
                      "threads.txt",
                      "jvm.txt",
                      "sockets.txt",
                      "libraries.txt");
              assertThat(plain.values()).noneMatch(text -> text.contains("hunter2"));
              assertThat(plain.get("jvm.txt")).contains("-Xmx99m", "flag: -XX:", HOST);
              assertThat(plain.get("threads.txt")).contains("\"main\"", "Locked ownable");
              assertThat(plain.get("sockets.txt").lines().filter(l -> l.startsWith("CLOSE_WAIT")))
                  .hasSize(3);
              assertThat(plain.get("libraries.txt")).contains("closewait-demo.jar");
              assertThat(Report.parse(plain.get("report.json")).sockets()).isEqualTo(3);
              assertThat(plain.get("report.json")).contains(THREAD);
              assertThat(plain.get("report.html")).contains(THREAD, "127.0.0.1");

              Map<String, String> redacted = bundle(jvm, "--redact");
              assertThat(redacted)
                  .allSatisfy(
                      (name, text) ->
                          assertThat(text)
                              .as(name)
                              .doesNotContain("127.0.0.1", "acme.example", USER, "hunter2"));
              assertThat(redacted.get("report.html")).contains("pool-1 user-");
              assertThat(redacted.get("report.txt")).contains("loopback-1:");
              assertThat(redacted.get("report.json")).contains("loopback-1:");
              assertThat(redacted.get("sockets.txt")).contains("loopback-1:");
            });
  }

  private static String classPath() {
    return Artifacts.programs() + File.pathSeparator + Artifacts.demo();
  }

  private static Map<String, String> bundle(TargetJvm jvm, String... options) throws Exception {
    Path file = jvm.directory().resolve("bundle" + options.length + ".zip");
    Object[] arguments = new Object[6 + options.length];
    System.arraycopy(
        new Object[] {"report", jvm.pid(), "--format", "zip", "--output", file},
        0,
        arguments,
        0,
        6);
    System.arraycopy(options, 0, arguments, 6, options.length);
    Cli.Result result = Cli.run(jvm.jdk(), arguments);
    assertThat(result.status()).as(result.toString()).isEqualTo(1);
    assertThat(result.out().strip()).isEqualTo(file.toString());
    return unzip(file);
  }

  private static Map<String, String> unzip(Path file) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        texts.put(entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), UTF_8));
      }
    }
    return texts;
  }
}
