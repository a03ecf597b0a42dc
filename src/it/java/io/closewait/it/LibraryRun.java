package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

/** One variant of a library's program on one JDK. */
record LibraryRun(LibraryCase library, Jdk jdk, String variant, Expected expected) {
  /** Enough for an alert that should not be. */
  private static final int MORE_SAMPLES = 5;

  /** Runs it and holds its reports and alerts to what is expected. */
  void hold() throws Exception {
    library.launch(jdk, variant).run(this::hold);
  }

  private void hold(TargetJvm jvm) throws Exception {
    if (expected.isNothing()) {
      // Before the first question over JMX, which has connections of its own.
      Await.until("all connections closed", () -> !KernelTable.hasOpen(jvm.pid()));
    } else {
      awaitExpected(jvm);
    }
    if (expected.isAlert()) {
      jvm.awaitAgentLine("(" + expected.verdict() + ")");
    } else {
      jvm.awaitSamples(MORE_SAMPLES);
      assertThat(jvm.agentLines()).as("the line at start").hasSize(1);
    }
    check(awaitExpected(jvm));
  }

  /**
   * Awaits it also where a report has had it already: in a look during which sockets are opened the
   * word of a pool counts for less.
   */
  private Report awaitExpected(TargetJvm jvm) throws Exception {
    try {
      return jvm.awaitReport("what is expected", expected::isIn);
    } catch (AssertionError e) {
      check(jvm.freshReport());
      throw e;
    }
  }

  private void check(Report report) throws Exception {
    expected.check(report, library);
  }

  @Override
  public String toString() {
    return library.title() + " " + library.version() + ", " + expected.variant() + ", on " + jdk;
  }
}
