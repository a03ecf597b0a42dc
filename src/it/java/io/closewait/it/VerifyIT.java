package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the JVM does not complain about by itself: whether classes are woven soundly. */
class VerifyIT {
  private static final String WEAVER = "io.closewait.hook.";

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
  @MethodSource("io.closewait.it.Jdks#all")
  void nothingOfTheWeaverIsLoadedAfterMain(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .flags(ClassLog.flags(jdk))
        .agent("threshold=500ms,interval=200ms")
        .program("LifeCycles")
        .run(
            jvm -> {
              jvm.awaitReport("all sockets", each -> each.sockets() == 26);
              ClassLog log = ClassLog.of(jvm);
              String main = "io.closewait.it.program.LifeCycles";
              assertThat(log.before(main)).contains(WEAVER + "ClassPatch");
              assertThat(log.since(main)).noneMatch(name -> name.startsWith(WEAVER));
            });
  }
}
