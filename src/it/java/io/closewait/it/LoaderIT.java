package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent loads its own classes, whatever the application has and may. */
class LoaderIT {
  private static final String OPTIONS = "threshold=1s,interval=200ms,report=report.json";

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#oldestAndNewest")
  void fromAJarWithAStrangeNameAndPastClassesOfTheSameName(Jdk jdk, @TempDir Path directory)
      throws Exception {
    Path jar = Files.createDirectory(directory.resolve("a b%20c+d")).resolve("agent.jar");
    Files.copy(Artifacts.agent(), jar);
    Path decoy = directory.resolve("io/closewait/connection/Registry.class");
    Files.createDirectories(decoy.getParent());
    Files.writeString(decoy, "no class");
    Launch.on(jdk)
        .agentAt(jar, OPTIONS)
        .main(directory + File.pathSeparator + Artifacts.demo(), "io.closewait.demo.ForgottenClose")
        .run(jvm -> assertThat(leak(jvm).verdict()).isEqualTo("eof_ignored"));
  }

  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#withSecurityManager")
  void whereTheApplicationMayDoLittle(Jdk jdk, @TempDir Path directory) throws Exception {
    Path policy = directory.resolve("some.policy");
    Files.writeString(
        policy,
        """
        grant codeBase "%s" { permission java.security.AllPermission; };
        grant codeBase "%s" {
          permission java.net.SocketPermission "*", "connect,accept,listen,resolve";
          permission java.util.PropertyPermission "*", "read";
        };
        """
            .formatted(Artifacts.agent().toUri(), Artifacts.demo().toUri()));
    Launch.on(jdk)
        .flags("-Djava.security.manager", "-Djava.security.policy==" + policy)
        .agent(OPTIONS)
        .demo("CancelledKey")
        .run(jvm -> assertThat(leak(jvm).verdict()).isEqualTo("eof_ignored"));
  }

  @Test
  void whereTheJvmHasNoManagement() throws Exception {
    // Not by agent(): what that asks afterwards is shown over JMX.
    Launch.on(Jdks.running())
        .flags(
            "--limit-modules=java.instrument,jdk.unsupported",
            "-javaagent:" + Artifacts.agent() + "=" + OPTIONS)
        .demo("ForgottenClose")
        .run(
            jvm -> {
              assertThat(leak(jvm).verdict()).isEqualTo("eof_ignored");
              jvm.closeSockets();
              jvm.awaitAgentLine("recovered");
            });
  }

  private static Report.Leak leak(TargetJvm jvm) throws Exception {
    return jvm.awaitReport().leaks().get(0);
  }
}
