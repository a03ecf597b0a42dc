package io.closewait.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.bridge.JdkAccess;
import java.io.File;
import java.util.concurrent.Callable;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that classes are told by where they came from: the application's, or a library's jar. */
class ArtifactsTest {
  private static final String MAIN = "file:/opt/shop/shop.jar";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:/opt/shop/shop.jar",
        "file:/opt/shop/classes/",
        "file:/opt/tomcat/webapps/shop/WEB-INF/classes/",
        "vfs:/content/shop.war/WEB-INF/classes/",
        "jar:file:/opt/boot.jar!/BOOT-INF/classes!/",
        "jar:nested:/opt/boot.jar/!BOOT-INF/classes/!/",
        "jar:file:/opt/boot.war!/WEB-INF/classes!/"
      })
  void knowsTheApplication(String location) {
    assertThat(Artifacts.of(location, MAIN)).isEqualTo(Artifacts.APPLICATION);
  }

  @ParameterizedTest
  @CsvSource({
    "file:/opt/shop/lib/tiny-http-1.2.jar, tiny-http-1.2.jar",
    "jar:file:/opt/boot.jar!/BOOT-INF/lib/tiny-http-1.2.jar!/, tiny-http-1.2.jar",
    "jar:nested:/opt/boot.jar/!BOOT-INF/lib/tiny-http-1.2.jar!/, tiny-http-1.2.jar",
    "vfs:/content/shop.war/WEB-INF/lib/tiny-http-1.2.jar/, tiny-http-1.2.jar",
    "file:/opt/tomcat/webapps/shop/WEB-INF/lib/tiny.jar, tiny.jar",
    "http://host/tiny.jar, tiny.jar"
  })
  void namesALibrarysJar(String location, String jar) {
    assertThat(Artifacts.of(location, MAIN)).isEqualTo(jar);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jrt:/com.acme.other", "bundle://21.0:1/", "memory:", ""})
  void doesNotKnowOtherPlaces(String location) {
    assertThat(Artifacts.of(location, MAIN)).isNull();
  }

  @Test
  void findsTheMainClassInItsJar() {
    String jar = Artifacts.main(Assertions.class.getName() + " an argument");

    assertThat(jar)
        .isEqualTo(Assertions.class.getProtectionDomain().getCodeSource().getLocation().toString());
    assertThat(Artifacts.main("some.module/" + Assertions.class.getName())).isEqualTo(jar);
  }

  @Test
  void findsTheJarThatIsLaunched() {
    assertThat(Artifacts.main("shop.jar --port 80"))
        .isEqualTo(new File("shop.jar").getAbsoluteFile().toURI().toString());
  }

  @Test
  void knowsNoMainClassWhereThereIsNone() {
    assertThat(Artifacts.main("com.acme.Nowhere")).isEmpty();
    assertThat(Artifacts.main("")).isEmpty();
  }

  /** JUnit and the JDK's reflection are on this stack, and more frames than fit one chunk. */
  @Test
  void tellsTheClassesOfARealStack() throws Exception {
    JdkAccess.prepare();
    CallSite site = deep(40, () -> new CallSites(200).here());

    assertThat(site.artifacts())
        .containsEntry(ArtifactsTest.class.getName(), Artifacts.APPLICATION)
        .hasEntrySatisfying(
            "org.junit.platform.commons.util.ReflectionUtils",
            jar -> assertThat(jar).startsWith("junit-platform-commons-").endsWith(".jar"))
        .doesNotContainKey("java.lang.reflect.Method");
  }

  private static <T> T deep(int depth, Callable<T> last) throws Exception {
    return depth == 0 ? last.call() : deep(depth - 1, last);
  }
}
