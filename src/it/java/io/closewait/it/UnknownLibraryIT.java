package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The line to change is the application's, also where it uses a library that closewait has never
 * heard of, however both are packed.
 */
class UnknownLibraryIT {
  private static final String PROGRAM = "HttpRequestErrors";
  private static final int FIRST_JDK = 8;
  private static final LibrarySet LIBRARY =
      new LibrarySet(List.of("com.github.kevinsawicki:http-request:6.0"));

  /** How a program comes with a library. */
  private enum Packing {
    DIRECTORY,
    JAR,
    BOOT_2,
    BOOT_3
  }

  static Stream<Object[]> packingsOnTheirJdks() {
    return Jdks.all()
        .flatMap(
            jdk ->
                Stream.of(Packing.values())
                    .filter(packing -> fits(packing, jdk.feature()))
                    .map(packing -> new Object[] {jdk, packing}));
  }

  private static boolean fits(Packing packing, int jdk) {
    return switch (packing) {
      case DIRECTORY -> true;
      case JAR -> jdk == 11;
      case BOOT_2 -> jdk == 8;
      case BOOT_3 -> jdk == 21;
    };
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("packingsOnTheirJdks")
  void theApplicationsLineIsNamed(Jdk jdk, Packing packing) throws Exception {
    int line = SourceLine.number(Artifacts.libraryProgram(PROGRAM), "// named");
    program(Launch.on(jdk).agent("threshold=500ms,interval=200ms"), packing)
        .arguments("leak", Nginx.error())
        .run(
            jvm -> {
              Report report =
                  jvm.awaitReport("the leak", each -> !each.withVerdict("never_read").isEmpty());
              Report.Site site = report.withVerdict("never_read").get(0).site();
              assertThat(site.frame()).endsWith("(" + PROGRAM + ".java:" + line + ")");
              assertThat(site.stack())
                  .anyMatch(frame -> frame.startsWith("com.github.kevinsawicki.http.HttpRequest."));
            });
  }

  private static Launch program(Launch launch, Packing packing) throws Exception {
    String[] classPath = LIBRARY.classPathOf(PROGRAM, FIRST_JDK).split(File.pathSeparator, -1);
    Path classes = Path.of(classPath[0]);
    Path library = Path.of(classPath[1]);
    return switch (packing) {
      case DIRECTORY -> launch.main(classes + File.pathSeparator + library, PROGRAM);
      case JAR -> launch.main(JarFiles.of(classes) + File.pathSeparator + library, PROGRAM);
      case BOOT_2 -> boot(launch, "2.7.18", "org.springframework.boot.loader.", classes, library);
      case BOOT_3 ->
          boot(launch, "3.3.5", "org.springframework.boot.loader.launch.", classes, library);
    };
  }

  private static Launch boot(
      Launch launch, String version, String launchers, Path classes, Path library)
      throws Exception {
    Path loader =
        new LibrarySet(List.of("org.springframework.boot:spring-boot-loader:" + version)).jar();
    Path jar = JarFiles.boot(loader, launchers + "JarLauncher", PROGRAM, classes, List.of(library));
    return launch.flags("-jar", jar.toString());
  }
}
