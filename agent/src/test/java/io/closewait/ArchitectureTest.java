package io.closewait;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that packages import only what the way of the data lets them: producers, never consumers.
 */
class ArchitectureTest {
  private static final String ROOT = "io.closewait";

  private static final List<String> STAGES =
      List.of(
          "tcp",
          "options",
          "bridge",
          "hook",
          "connection",
          "kernel",
          "library",
          "diagnosis",
          "finding",
          "report",
          "jmx",
          "metrics",
          "http",
          "jfr",
          "alert",
          "screen",
          "bundle",
          "cli",
          "agent");

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @ParameterizedTest
  @CsvSource({
    "tcp, ''",
    "options, ''",
    "bridge, ''",
    "hook, bridge",
    "connection, bridge tcp",
    "kernel, bridge tcp",
    "library, ''",
    "diagnosis, connection kernel library tcp",
    "finding, connection diagnosis kernel tcp",
    "report, diagnosis kernel tcp",
    "jmx, diagnosis report tcp connection kernel",
    "metrics, connection diagnosis kernel tcp",
    "http, diagnosis metrics options report",
    "jfr, diagnosis tcp",
    "alert, ''",
    "screen, ''",
    "bundle, diagnosis kernel report tcp",
    "cli, bundle report options kernel tcp screen"
  })
  void importsOnlyWhatItsStageNeeds(String stage, String imports) {
    List<String> forbidden = new ArrayList<>(STAGES);
    forbidden.remove(stage);
    forbidden.removeAll(Arrays.asList(imports.split(" ")));

    noClasses()
        .that()
        .resideInAPackage(in(stage))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden.stream().map(ArchitectureTest::in).toArray(String[]::new))
        .allowEmptyShould(true)
        .check(MAIN);
  }

  @Test
  void everyClassBelongsToAStage() {
    classes()
        .should()
        .resideInAnyPackage(STAGES.stream().map(ArchitectureTest::in).toArray(String[]::new))
        .check(MAIN);
  }

  @Test
  void stagesFormNoCycle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
  }

  /** It is defined into java.base, where nothing else is to be found. */
  @Test
  void theBridgeKnowsOnlyTheJdk() {
    classes()
        .that()
        .resideInAPackage(in("bridge"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(in("bridge"), "java..", "org.jspecify..")
        .check(MAIN);
  }

  @ParameterizedTest
  @CsvSource({
    "com.google.gson.., report",
    "io.prometheus.., metrics",
    "picocli.., cli",
    "net.bytebuddy.., cli",
    "org.jline.., screen"
  })
  void eachLibraryHasOneUser(String library, String user) {
    noClasses()
        .that()
        .resideOutsideOfPackage(in(user))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(MAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "options", "connection", "kernel", "diagnosis", "finding"})
  void theOtherStagesNeedOnlyTheJdk(String stage) {
    classes()
        .that()
        .resideInAPackage(in(stage))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(ROOT + "..", "java..", "org.jspecify.."))
        .allowEmptyShould(true)
        .check(MAIN);
  }

  private static String in(String stage) {
    return ROOT + "." + stage + "..";
  }
}
