package io.closewait.it;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tests of a group of libraries: each verdict, count, line and remedy is as its row expects,
 * and the page of libraries says so. They mostly wait, so two run at a time.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class LibraryTests {
  private final ExecutorService two = Executors.newFixedThreadPool(2);
  private final String section;
  private final List<LibraryRun> runs;
  private List<Started> started;
  private int held;

  /**
   * Tests of a group.
   *
   * @param section the group's name on the page
   */
  LibraryTests(String section, LibraryCase... cases) {
    this.section = section;
    runs = Stream.of(cases).flatMap(LibraryCase::runs).toList();
  }

  /** A run that others may precede. */
  record Started(LibraryRun run, Future<Void> end) {
    @Override
    public String toString() {
      return run.toString();
    }
  }

  @BeforeAll
  void start() {
    started = runs.stream().map(run -> new Started(run, two.submit(() -> hold(run)))).toList();
  }

  private static Void hold(LibraryRun run) throws Exception {
    run.hold();
    return null;
  }

  List<Started> started() {
    return started;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("started")
  void isToldRight(Started each) throws Exception {
    each.end().get();
    held++;
  }

  @AfterAll
  void isPublished() throws Exception {
    two.shutdownNow();
    if (held == runs.size()) {
      LibraryPage.check(section, runs);
    }
  }
}
