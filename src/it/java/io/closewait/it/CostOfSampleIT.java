package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The system calls of a sample, as strace counts them. */
class CostOfSampleIT {
  private static final int CONNECTIONS = 500;
  private static final int SAMPLES = 10;

  /** For all connections together: the pause before, the count of descriptors, JMX. */
  private static final int CALLS_OF_A_SAMPLE = 60;

  private static final String QUESTION = "TCP_INFO";
  private static final String TABLE = "/net/tcp\", O_RDONLY";

  @Test
  void asksTheKernelOnceForEachConnection() throws Exception {
    try (Answering server = new Answering()) {
      Launch.on(Jdks.running())
          .wrappedBy("strace", "-D", "-f", "-qq", "-o", "calls")
          .agent("interval=200ms")
          .program("HoldsMany")
          .arguments(Integer.toString(server.port()))
          .run(
              jvm -> {
                assertThat(jvm.ask("hold " + CONNECTIONS + " 1")).isEqualTo("holds");
                jvm.awaitSamples(2);
                Path calls = jvm.directory().resolve("calls");
                long before = (Long) jvm.jmx().agent("SamplesTaken");
                long from = Files.size(calls);
                jvm.awaitSamples(SAMPLES);
                List<String> lines = linesSince(calls, from);
                long samples = (Long) jvm.jmx().agent("SamplesTaken") - before + 1;
                assertThat(questions(lines).count())
                    .as("questions about %d connections in %d samples", CONNECTIONS, samples)
                    .isBetween((SAMPLES - 1L) * CONNECTIONS, samples * CONNECTIONS);
                assertThat(lines.stream().filter(line -> line.contains(TABLE)).count())
                    .as("how often the tables were read in %d samples", samples)
                    .isLessThanOrEqualTo(samples);
                assertThat(callsOfTheAsker(lines))
                    .as("all system calls of the agent's thread in %d samples", samples)
                    .isLessThanOrEqualTo(samples * (CONNECTIONS + CALLS_OF_A_SAMPLE));
                jvm.closeSockets();
              });
    }
  }

  private static List<String> linesSince(Path calls, long from) throws IOException {
    byte[] all = Files.readAllBytes(calls);
    return new String(all, (int) from, (int) (all.length - from)).lines().toList();
  }

  private static Stream<String> questions(List<String> lines) {
    return lines.stream().filter(line -> line.contains(QUESTION));
  }

  /** A call during which another thread made one has two lines, of which the first counts. */
  private static long callsOfTheAsker(List<String> lines) {
    String thread = questions(lines).findFirst().orElseThrow().split(" ")[0];
    return lines.stream()
        .filter(line -> line.startsWith(thread + " ") && !line.contains(" resumed>"))
        .count();
  }
}
