package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The system calls of a sample, as strace counts them, and its garbage, as the JVM does. */
class CostOfSampleIT {
  private static final int CONNECTIONS = 500;
  private static final int SAMPLES = 10;

  /** Beside the questions: the count of descriptors, which is one, and what the JVM needs. */
  private static final int CALLS_OF_A_SAMPLE = 5;

  private static final int FEW = 100;
  private static final int MANY = 4_000;

  /** Less than any object takes. */
  private static final int BYTES_OF_GARBAGE = 1;

  private static final String QUESTION = "TCP_INFO";
  private static final Pattern CALL = Pattern.compile("^\\d+ +\\w+\\(");
  private static final String LINK = "\"/proc/self/fd/";
  private static final String ADDRESS = "getsockname(";
  private static final String TABLE = "/net/tcp\", O_RDONLY";

  @Test
  void asksTheKernelOnceForEachConnection() throws Exception {
    try (Answering server = new Answering()) {
      Calls.traced(holder(Jdks.running(), server).agent("interval=200ms"))
          .run(
              jvm -> {
                assertThat(jvm.ask("hold " + CONNECTIONS + " 1")).isEqualTo("holds");
                jvm.awaitSamples(2);
                Calls calls = Calls.during(jvm);
                if (calls.deepLooks() > 0) {
                  // They do more, and the longer they take the rarer they are.
                  calls = Calls.during(jvm);
                }
                assertThat(calls.deepLooks()).as("how often the tables were read").isZero();
                assertThat(calls.questions())
                    .as("questions about %d connections in %d samples", CONNECTIONS, calls.samples)
                    .isBetween((SAMPLES - 1L) * CONNECTIONS, calls.samples * CONNECTIONS);
                assertThat(calls.others())
                    .as("other system calls of the agent's thread in %d samples", calls.samples)
                    .isLessThanOrEqualTo(calls.samples * CALLS_OF_A_SAMPLE);
                Figures.print(
                    this,
                    jvm.jdk(),
                    "one getsockopt a connection and sample, and "
                        + Math.round((double) calls.others() * CONNECTIONS / calls.questions())
                        + " other system call a sample, beside futex");
                jvm.closeSockets();
              });
    }
  }

  /** A link or an address of each costs more than the tables that have them both. */
  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void aReportAsksForNoLinkAndNoAddressOfAConnection(Jdk jdk) throws Exception {
    try (Answering server = new Answering()) {
      Calls.traced(holder(jdk, server).agent("interval=1s"))
          .run(
              jvm -> {
                assertThat(jvm.ask("hold " + CONNECTIONS + " 1")).isEqualTo("holds");
                long from = Calls.size(jvm);
                Report report = jvm.freshReport();
                Calls calls =
                    Await.value(
                        "tables and answers for the report",
                        () ->
                            Optional.of(Calls.since(from, jvm))
                                .filter(seen -> seen.deepLooks() > 0)
                                .filter(seen -> seen.questions() >= CONNECTIONS));
                assertThat(calls.with(LINK).count()).as("links").isLessThan(CONNECTIONS / 2);
                assertThat(calls.with(ADDRESS).count()).as("addresses").isLessThan(CONNECTIONS / 2);
                assertThat(report.connections())
                    .filteredOn(each -> each.local() != null)
                    .hasSizeGreaterThanOrEqualTo(CONNECTIONS);
                jvm.closeSockets();
              });
    }
  }

  /** In the interpreter it is the same at every run; the JIT compiler can only take some away. */
  @Test
  void leavesNoGarbageForHealthyConnections() throws Exception {
    try (Answering server = new Answering()) {
      holder(Jdks.running(), server)
          .flags("-Xint")
          .agent("interval=100ms")
          .run(
              jvm -> {
                assertThat(jvm.ask("hold " + FEW + " 1")).isEqualTo("holds");
                long few = garbage(jvm);
                assertThat(jvm.ask("hold " + (MANY - FEW) + " 1")).isEqualTo("holds");
                long many = garbage(jvm);
                assertThat(many - few)
                    .as(
                        "bytes that a sample of %d connections allocates more than one of %d",
                        MANY, FEW)
                    .isLessThanOrEqualTo((MANY - FEW) * BYTES_OF_GARBAGE);
                Figures.print(
                    this,
                    jvm.jdk(),
                    few
                        + " bytes of garbage for a sample of "
                        + FEW
                        + " connections, "
                        + many
                        + " for one of "
                        + MANY);
                jvm.closeSockets();
              });
    }
  }

  private static Launch holder(Jdk jdk, Answering server) {
    return Launch.on(jdk).program("HoldsMany").arguments(Integer.toString(server.port()));
  }

  private static long garbage(TargetJvm jvm) throws Exception {
    return Long.parseLong(jvm.ask("garbage"));
  }

  /** The system calls of the JVM in about so many samples, a line each. */
  private record Calls(long samples, List<String> lines) {
    private static final String FILE = "calls";

    static Launch traced(Launch launch) {
      return launch.wrappedBy("strace", "-D", "-f", "-qq", "-o", FILE);
    }

    static Calls during(TargetJvm jvm) throws Exception {
      long before = (Long) jvm.jmx().agent("SamplesTaken");
      long from = size(jvm);
      jvm.awaitSamples(SAMPLES);
      List<String> since = linesSince(from, jvm);
      return new Calls((Long) jvm.jmx().agent("SamplesTaken") - before + 1, since);
    }

    static long size(TargetJvm jvm) throws IOException {
      return Files.size(file(jvm));
    }

    private static Path file(TargetJvm jvm) {
      return jvm.directory().resolve(FILE);
    }

    /** Those after so many bytes, for one look. */
    static Calls since(long from, TargetJvm jvm) throws IOException {
      return new Calls(1, linesSince(from, jvm));
    }

    private static List<String> linesSince(long from, TargetJvm jvm) throws IOException {
      byte[] all = Files.readAllBytes(file(jvm));
      return new String(all, (int) from, (int) (all.length - from)).lines().toList();
    }

    long deepLooks() {
      return with(TABLE).count();
    }

    long questions() {
      return with(QUESTION).count();
    }

    private Stream<String> with(String text) {
      return lines.stream().filter(line -> line.contains(text));
    }

    /**
     * Those of the thread that asks, without futex: it pauses, and waits for locks as often as
     * others have them. A call during which another thread made one has two lines, of which the
     * first counts.
     */
    long others() {
      String thread = with(QUESTION).findFirst().orElseThrow().split(" ")[0];
      return lines.stream()
          .filter(line -> line.startsWith(thread + " ") && CALL.matcher(line).find())
          .filter(line -> !line.contains(QUESTION) && !line.contains(" futex("))
          .count();
    }
  }
}
